/** The part of a package's README about tests without a network. */
import type { Model, Operation } from "../model/model.js";
import { propertyKey, stringLiteral } from "./escape.js";
import { fakeName } from "./testing.js";

/** `list`: one that needs no params, and the expression that calls it. */
export function testingExample(
  model: Model,
  variable: string,
  list: { readonly operation: Operation; readonly expression: string },
): string {
  const { className, packageName } = model;
  const id = stringLiteral(list.operation.id);
  const options = [
    ...credentialsOf(model, list.operation),
    ...(model.baseUrl === undefined ? ['baseUrl: "https://api.test"'] : []),
  ];
  const lines = [
    `import { ${className} } from "${packageName}";`,
    `import { ${fakeName(model)} } from "${packageName}/testing";`,
    "",
    `const fake = ${fakeName(model)}({ ${id}: [] }, { pageSize: 10 }); // your items, typed; in small pages`,
    `fake.fail(${id}, { status: 429, headers: { "retry-after": "0" } }); // once`,
    "",
    `const ${variable} = new ${className}({ ${[...options, "fetch: fake.fetch"].join(", ")} });`,
    `console.log(await ${list.expression}().toArray()); // or your own code that is to be tested`,
    "console.log(fake.requests.map(({ status }) => status)); // 429, 200",
    "console.log(fake.pending.length); // 0: what was to fail did",
  ];
  return `## Testing

\`\`\`ts
${lines.join("\n")}
\`\`\`

The fake is the API in memory: it pages and filters the items that a test gives it, checks parameters and credentials, and
answers what has no data with a 501 that says what to supply. Data may be a function of the request, and that may return a
\`Response\`. \`fail\`, \`disconnect\`, \`delay\` and \`expireCursors\` are the troubles that it knows; \`requests\` is its log, without
credentials. A filter of which nobody has declared what it does leaves every item in. With \`maxRetryDelayMs: 0\`, a client does
not wait before it tries again; for code that makes its own, put \`fake.fetch\` in place of the global \`fetch\`.`;
}

/** A credential for each scheme of the first set that would do. */
function credentialsOf({ schemes, security }: Model, operation: Operation): string[] {
  const [set = []] = operation.security ?? security;
  const names = new Set(set.map((one) => (typeof one === "string" ? one : one[0])));
  return schemes
    .filter(({ name }) => names.has(name))
    .flatMap(({ kind, options }) => options.slice(0, kind === "basic" ? 2 : 1))
    .map(({ option }) => `${propertyKey(option)}: "test"`);
}
