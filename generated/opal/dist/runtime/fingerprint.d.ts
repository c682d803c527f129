/** A short text that stands for a long one: FNV-1a over its code units, from both ends. */
export declare function hash(text: string): string;
/** A short text that stands for a value: the same for the same JSON, whatever the order of its keys. */
export declare function fingerprint(value: unknown): string;
//# sourceMappingURL=fingerprint.d.ts.map
