/** Where each package is; undefined for one that could not be had. */
export function apart<Key extends string>(
  name: string,
  packages: Readonly<Record<Key, { readonly package: string; readonly version: string }>>,
  mayInstall?: boolean,
): Record<Key, string | undefined>;
