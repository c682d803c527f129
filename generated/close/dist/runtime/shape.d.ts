/** What values look like by the document. Generated code has the shapes: schemas, with all but the shape left out. */
/** A shape; its `type`, where it has nothing else. */
export type Shape = string | readonly string[] | SchemaShape;
/** The keywords of JSON Schema that say what a value looks like, as the vendor's document has them. */
export interface SchemaShape {
	/** A key of {@link Shapes.schemas}. */
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly nullable?: true;
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly required?: readonly string[];
	readonly properties?: Readonly<Record<string, Shape>>;
	/** `true`: others may be there, and nothing is said of them. */
	readonly additionalProperties?: Shape | true;
	readonly items?: Shape;
	readonly allOf?: readonly Shape[];
	readonly anyOf?: readonly Shape[];
	readonly oneOf?: readonly Shape[];
	/** The property that tells variants apart, and the key in {@link Shapes.schemas} for each of its values. */
	readonly discriminator?: {
		readonly propertyName: string;
		readonly mapping: Readonly<Record<string, string>>;
	};
	/** In `allOf`, `anyOf`, `oneOf`: what selects it in its list, as RFC 9535 has it. */
	readonly where?: string;
}
/** What the document says of the responses. */
export interface Shapes {
	readonly openapi: "2.0" | "3.0" | "3.1";
	/** A key of `schemas` by operation and status; where there are several, by media type. */
	readonly operations: Readonly<Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>>;
	/**
	* A {@link Shape} by what a `$ref` to each would be. Not typed as such: to compare tens of thousands of literals with a union
	* would take a compiler as long as a fifth of the client.
	*/
	readonly schemas: Readonly<Record<string, unknown>>;
}
/** What stands at a key of the shapes; a shape that says nothing where there is none. */
export declare function shapeAt({ schemas }: Shapes, key: string): Shape;
/** The kind of a value, as JSON Schema calls it. */
export declare function kindOf(value: unknown): string;
/** The kinds that a shape says itself, where it says any: alone, `properties` speak of objects, `items` of lists. */
export declare function typesOf(shape: SchemaShape): readonly string[] | undefined;
/** A step into a place, as RFC 9535 writes it. */
export declare function step(name: string): string;
/** `#/components/schemas/Pet` as RFC 9535 writes it; empty for a place in another file. */
export declare function pathOf(key: string): string;
export declare const isType: (shape: Shape) => shape is string | readonly string[];
/** A shape with its `type` in its place. */
export declare function full(shape: Shape): SchemaShape;
/** The values that a shape lists. */
export declare function valuesOf(shape: SchemaShape): readonly unknown[] | undefined;
/** A path and one step more. */
export declare function joined(path: string, name: string): string;
//# sourceMappingURL=shape.d.ts.map
