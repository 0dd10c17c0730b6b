/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

/**
 * Keeps one version of the page as a whole, so that all of it works without a network after the first visit. Every file is
 * checked against its hash before it is kept: an error page in its place ends the installation, and the version before stays.
 * A new version waits until no tab uses the old one.
 */

/** The cache of version 0.1.0, which kept whatever was answered. */
const formerCache = 'gradient-lab';

// A room or a setting in the address (`?page=map`) does not make it another file.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/^/], cleanURLs: false });
cleanupOutdatedCaches();
clientsClaim();

self.addEventListener('activate', (event) => event.waitUntil(caches.delete(formerCache)));

self.addEventListener('message', (event) => {
  if ((event.data as { kind?: unknown } | null)?.kind !== 'switchVersion') return;
  event.waitUntil(switchVersion(event.ports[0]));
});

/** Takes over from the old version, unless other tabs still use it; answers with how many do. */
async function switchVersion(port: MessagePort | undefined): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const others = Math.max(0, tabs.length - 1);
  if (others === 0) await self.skipWaiting();
  port?.postMessage({ others });
}
