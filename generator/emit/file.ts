/** A file of a package before it is on disk. */
export interface VirtualFile {
  /** Relative to the package, with forward slashes. */
  readonly path: string;
  readonly text: string;
}
