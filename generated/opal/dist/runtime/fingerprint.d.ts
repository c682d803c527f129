/** A short text that stands for a value: the same for the same JSON, whatever the order of its keys. */
export declare function fingerprint(value: unknown): string;
//# sourceMappingURL=fingerprint.d.ts.map
