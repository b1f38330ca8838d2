import type { LaunchOptions } from "./engine.ts";

type Preferences = Readonly<Record<string, string | number | boolean>>;

/** The `user.js` of a profile. @see https://searchfox.org/firefox-main/source/modules/libpref/init/all.js */
export function firefoxPreferences({ proxy }: LaunchOptions): string {
  const preferences = { ...quiet, ...(proxy === undefined ? {} : proxied(new URL(proxy))) };
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");
}

function proxied({ hostname, port }: URL): Preferences {
  return {
    "network.proxy.type": 1,
    "network.proxy.http": hostname,
    "network.proxy.http_port": Number(port),
    "network.proxy.ssl": hostname,
    "network.proxy.ssl_port": Number(port),
    "network.proxy.allow_hijacking_localhost": true,
  };
}

/** No first steps, no traffic of its own, no speculative connections that a server's log would show. */
const quiet: Preferences = {
  "app.normandy.enabled": false,
  "app.update.auto": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.newtabpage.enabled": false,
  "browser.region.network.url": "",
  "browser.safebrowsing.downloads.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.safebrowsing.update.enabled": false,
  "browser.search.update": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage": "about:blank",
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.startup.page": 0,
  "browser.tabs.warnOnClose": false,
  "browser.topsites.contile.enabled": false,
  "datareporting.healthreport.uploadEnabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "datareporting.usage.uploadEnabled": false,
  "dom.push.enabled": false,
  "extensions.getAddons.cache.enabled": false,
  "extensions.systemAddon.update.enabled": false,
  "extensions.update.enabled": false,
  "geo.enabled": false,
  "messaging-system.rsexperimentloader.enabled": false,
  // A challenged 401 on a cross-origin subresource would otherwise hang on a login prompt.
  "network.auth.subresource-http-auth-allow": 1,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.dns.disablePrefetch": true,
  // Whenever a name is looked up again, the preflights remembered for it are forgotten.
  "network.dnsCacheExpiration": 86_400,
  "network.http.speculative-parallel-limit": 0,
  "network.prefetch-next": false,
  "network.trr.mode": 5,
  "nimbus.rollouts.enabled": false,
  "remote.prefs.recommended": true,
  "services.settings.server": "http://127.0.0.1:1/",
  "startup.homepage_welcome_url": "about:blank",
  "startup.homepage_welcome_url.additional": "",
  "toolkit.telemetry.enabled": false,
  "toolkit.telemetry.server": "",
  "toolkit.telemetry.unified": false,
};
