/** What the project says of a package, beside what follows from the model. */
export interface Publishing {
  /** The package's own version; 0.1.0 until it is released. */
  readonly version?: string | undefined;
  /** The text of CHANGELOG.md. */
  readonly changelog?: string | undefined;
  readonly fields?: PackageFields | undefined;
}

/** Fields of package.json, as npm knows them. */
export interface PackageFields {
  /** An SPDX expression; MIT by default, which comes with its text. */
  readonly license?: string;
  readonly author?: string | { readonly name: string; readonly email?: string; readonly url?: string };
  readonly repository?: { readonly type: "git"; readonly url: string; readonly directory?: string };
  readonly homepage?: string;
  readonly bugs?: string | { readonly url?: string; readonly email?: string };
  readonly funding?: string;
  /** Beside those that every package has. */
  readonly keywords?: readonly string[];
  readonly publishConfig?: {
    readonly access?: "public" | "restricted";
    readonly provenance?: boolean;
    readonly registry?: string;
    readonly tag?: string;
  };
}
