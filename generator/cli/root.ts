declare const __BUILD_ID__: string | undefined;

/** Names this very generator, so that what an older one made is made again. */
export const buildId: string = typeof __BUILD_ID__ === "string" ? __BUILD_ID__ : "unbundled";

/** The folder of specmend itself: seen from the bundle in dist/, or from here. */
export const packageRoot: URL = new URL(buildId === "unbundled" ? "../../" : "../", import.meta.url);
