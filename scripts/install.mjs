import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.installed-lock';

/** Installs the locked dependencies if they are missing or do not match the lock file. */
export function installDependencies() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing the locked dependencies …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { stdio: 'inherit' });
  writeFileSync(stamp, lock);
}

/** Debian's packages: the browser, and its engine without windows of its own, which most tests use where it is. */
const packages = ['chromium', 'chromium-headless-shell'];

/** Installs Chromium if there is none: Debian's packages if permitted, otherwise Playwright's. */
export function installChromium() {
  const missing = packages.filter((name) => !existsSync(`/usr/bin/${name}`));
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    if (missing.length === 0) return;
    console.log(`Installing ${missing.join(' and ')} …`);
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    for (const name of missing) {
      try {
        installPackage(name);
      } catch (error) {
        if (name === 'chromium') throw error;
        console.log(`${name} could not be installed; the tests use Chromium itself, and take longer.`);
      }
    }
  } else if (missing.includes('chromium')) {
    execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' });
  }
}

function installPackage(name) {
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
