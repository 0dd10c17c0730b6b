/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core';
import { addPlugins, cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { hasItsType } from './contentType';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

/**
 * Stores one version of the page as a whole, so that the page works without a network after the first visit. It checks every
 * file against its hash, and its type, before storing it. If the server sends an error page instead, the installation fails and the earlier
 * version remains. A new version waits until no tab uses the old one.
 */

/** The cache of version 0.1.0, which stored every response. */
const formerCache = 'gradient-lab';

addPlugins([
  {
    // It takes the place of Workbox's own check of the status.
    cacheWillUpdate: async ({ request, response }) =>
      response.status < 400 && hasItsType(request.url, response.headers.get('Content-Type'))
        ? response
        : null,
  },
]);
// A query such as `?page=map` names a page or a setting, not another file.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/^/], cleanURLs: false });
cleanupOutdatedCaches();
clientsClaim();

self.addEventListener('activate', (event) => event.waitUntil(caches.delete(formerCache)));

self.addEventListener('message', (event) => {
  if ((event.data as { kind?: unknown } | null)?.kind !== 'switchVersion') return;
  event.waitUntil(switchVersion(event.ports[0]));
});

/** Replaces the old version unless other tabs still use it. Answers with the number of those tabs. */
async function switchVersion(port: MessagePort | undefined): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const others = Math.max(0, tabs.length - 1);
  if (others === 0) await self.skipWaiting();
  port?.postMessage({ others });
}
