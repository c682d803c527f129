export interface Size {
  readonly minified: number;
  readonly gzipped: number;
}

/** The bytes of a bundle; `files` by path, for what is on no disk. */
export function bundled(code: string, files?: ReadonlyMap<string, string>): Promise<Size>;

/** What of each module is in the bundle. */
export function modulesOf(
  code: string,
  files?: ReadonlyMap<string, string>,
): Promise<{ readonly name: string; readonly minified: number; readonly adds: number }[]>;
