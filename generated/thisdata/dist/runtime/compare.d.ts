/** Compares a value with the shape that a document gives it. */
import { type SchemaShape, type Shapes } from "./shape.js";
/** Where the document and a value differ. `at` is the place in the document. */
export interface Difference {
	readonly kind: "missing" | "null" | "type" | "undocumented" | "value" | "variant";
	readonly path: string;
	readonly at: string;
	/** What stands there. */
	readonly shape: SchemaShape;
	readonly found: unknown;
	/** missing, undocumented, variant: of the property. */
	readonly name?: string;
}
/** What bounds the work on one value. */
export interface Bounds {
	/** The values inside it that are looked at. */
	readonly nodes: number;
	/** The items of a list that are looked at. */
	readonly items: number;
}
/** Compares values with what stands at a key of {@link Shapes.schemas}. */
export declare function comparer(shapes: Shapes, { nodes, items }: Bounds): (value: unknown, key: string) => Difference[];
//# sourceMappingURL=compare.d.ts.map
