/** Security schemes, and the client options that feed them. */
import type { Docs } from "./docs.js";
import type { CredentialOption, Requirement, Security, SecurityScheme } from "./model.js";
import { suggestion } from "../nearest.js";
import { camelCase, constantCase, objectMembers } from "./names/names.js";
import { child, own } from "../load/document.js";
import { describe, type ObjectNode, type Source } from "./source.js";

type Part = CredentialOption["part"];
type Draft = Omit<SecurityScheme, "options" | "fixed"> & {
  readonly parts: readonly { part: Part; option: string; fixed?: string; fallback?: string }[];
};

/** Options that every client has, and members that every object has. */
const takenOptions: ReadonlySet<string> = new Set([
  "baseUrl",
  "fetch",
  "headers",
  "maxRetries",
  "maxRetryDelayMs",
  "middleware",
  "server",
  "timeoutMs",
  ...objectMembers,
]);

export class SecurityReader {
  readonly #source: Source;
  readonly #docs: Docs;
  readonly #environment: string;
  /** Schemes of the connection, for which nothing is sent. */
  readonly #certificates = new Set<string>();

  /** `provider` prefixes environment variables: `close` → `CLOSE_API_KEY`. */
  constructor(source: Source, docs: Docs, provider: string) {
    this.#source = source;
    this.#docs = docs;
    // No shell takes a name that begins with a digit.
    this.#environment = constantCase(provider).replace(/^(?=\d)/, "_");
  }

  /** The document knows mutual TLS. */
  get wantsCertificate(): boolean {
    return this.#certificates.size > 0;
  }

  schemes(): SecurityScheme[] {
    const components = this.#source.object(this.#source.root, "components");
    const schemes = components && this.#source.object(components, "securitySchemes");
    const drafts: { draft: Draft; node: ObjectNode }[] = [];
    for (const [name, item] of schemes ? this.#source.entries(schemes) : []) {
      const object = this.#source.asObject(item, "A security scheme");
      const node = object && this.#source.resolve(object);
      const draft = node && this.#draft(name, node);
      if (draft) drafts.push({ draft, node });
    }
    const claims = new Map<string, number>();
    for (const { draft } of drafts) {
      for (const { option, fixed } of draft.parts)
        if (fixed === undefined) claims.set(option, (claims.get(option) ?? 0) + 1);
    }
    const names = new OptionNames(claims);
    return drafts.map(({ draft, node }) => this.#scheme(draft, node, names));
  }

  /** The `security` of the document or an operation; undefined when it says nothing. */
  requirements(node: ObjectNode, schemes: readonly SecurityScheme[]): Security | undefined {
    if (node.value["security"] === undefined) return undefined;
    const known = new Map(schemes.map((scheme) => [scheme.name, scheme]));
    const alternatives: Requirement[][] = [];
    for (const item of this.#source.list(node, "security")) {
      const requirement = this.#source.asObject(item, "A security requirement");
      if (!requirement) continue;
      const names = Object.keys(requirement.value).filter((name) => !this.#certificates.has(name));
      const missing = names.find((name) => !known.has(name));
      if (missing === undefined) {
        alternatives.push(
          names.map((name) => {
            const scopes = known.get(name)?.kind === "clientCredentials" ? scopesOf(requirement, name) : [];
            return scopes.length > 0 ? [name, ...scopes] : name;
          }),
        );
      } else if (!this.#declared(missing)) {
        this.#source.error(
          "model/invalid",
          item.pointer,
          `\`security\` names the scheme \`${missing}\`, which is not under components.securitySchemes.`,
        );
      }
    }
    const isEmptyKey = [node.value["security"]].flat().includes(null);
    return isEmptyKey && alternatives.length === 0 ? undefined : alternatives;
  }

  #declared(name: string): boolean {
    const components = own(this.#source.root.value, "components");
    return own(own(components, "securitySchemes"), name) !== undefined;
  }

  #draft(name: string, node: ObjectNode): Draft | undefined {
    const origin = node.pointer;
    const type = this.#source.text(node, "type");
    const scheme = this.#source.text(node, "scheme")?.toLowerCase();
    if (type === "http" && scheme === "basic") return { name, kind: "basic", origin, parts: this.#basicParts(node) };
    if ((type === "http" && scheme === "bearer") || type === "oauth2" || type === "openIdConnect") {
      const isOauth = type === "oauth2" || /oauth/i.test(name);
      const token = { part: "token", option: isOauth ? "accessToken" : "token" } as const;
      const flow = type === "oauth2" ? this.#clientCredentials(node) : undefined;
      return flow ? this.#client(name, node, flow, token) : { name, kind: "bearer", origin, parts: [token] };
    }
    if (type === "apiKey") return this.#apiKey(name, node);
    if (type === "mutualTLS") {
      this.#certificates.add(name);
      return undefined;
    }
    const authScheme = this.#source.text(node, "scheme");
    if (type === "http" && authScheme !== undefined && /^[\w!#$%&'*+.^`|~-]+$/.test(authScheme)) {
      const parts = [{ part: "value", option: "authorization" }] as const;
      return { name, kind: "authorization", scheme: authScheme, origin, parts };
    }
    this.#source.warning(
      "model/unsupported",
      origin,
      `The security scheme \`${name}\` (${type ?? "no type"}${scheme ? `, ${scheme}` : ""}) cannot be sent yet.`,
    );
    return undefined;
  }

  #clientCredentials(node: ObjectNode): ObjectNode | undefined {
    const flows = this.#source.get(node, "flows") && this.#source.object(node, "flows");
    return flows && this.#source.get(flows, "clientCredentials") && this.#source.object(flows, "clientCredentials");
  }

  /** OAuth client credentials, or a token that the caller has from elsewhere. */
  #client(name: string, node: ObjectNode, flow: ObjectNode, token: Draft["parts"][number]): Draft {
    const url = this.#source.text(flow, "tokenUrl") ?? "";
    const method = "x-token-endpoint-auth-method";
    const authentication = this.#source.text(node, method);
    if (authentication !== undefined && !/^client_secret_(?:basic|post)$/.test(authentication)) {
      this.#source.error(
        "model/invalid",
        child(node.pointer, method),
        `\`${method}\` must be \`client_secret_basic\` or \`client_secret_post\`.`,
      );
    }
    return {
      name,
      kind: "clientCredentials",
      ...(authentication === "client_secret_post" && { clientAuthentication: authentication }),
      origin: node.pointer,
      parts: [
        token,
        { part: "clientId", option: "clientId" },
        { part: "clientSecret", option: "clientSecret" },
        { part: "tokenUrl", option: "tokenUrl", ...(isEndpoint(url) && { fallback: url }) },
      ],
    };
  }

  #apiKey(name: string, node: ObjectNode): Draft | undefined {
    const parameter = this.#source.text(node, "name");
    const place = this.#source.text(node, "in");
    if (parameter === undefined || (place !== "header" && place !== "query" && place !== "cookie")) {
      this.#source.error(
        "model/invalid",
        node.pointer,
        `The security scheme \`${name}\` needs \`name\`, and \`in: header\`, \`query\` or \`cookie\`.`,
      );
      return undefined;
    }
    return {
      name,
      kind: "apiKey",
      in: place,
      parameter,
      origin: node.pointer,
      parts: [{ part: "value", option: "apiKey" }],
    };
  }

  /** `x-basic: {username: apiKey, password: ""}`: which option is the user name, and what the password always is. */
  #basicParts(node: ObjectNode): Draft["parts"] {
    const own = node.value["x-basic"] === undefined ? undefined : this.#source.object(node, "x-basic");
    for (const key of Object.keys(own?.value ?? {})) {
      if (key === "username" || key === "password") continue;
      this.#source.error(
        "model/invalid",
        child(child(node.pointer, "x-basic"), key),
        `\`x-basic.${key}\` is neither \`username\` nor \`password\`.`,
        { help: suggestion(key, ["username", "password"], "Its fields are") },
      );
    }
    const part = (key: "password" | "username") => {
      const value = own?.value[key];
      if (value !== undefined && typeof value !== "string") {
        this.#source.error(
          "model/invalid",
          node.pointer,
          `\`x-basic.${key}\` must be text, but is ${describe(value)}.`,
        );
      }
      return value === ""
        ? { part: key, option: key, fixed: "" }
        : { part: key, option: typeof value === "string" ? camelCase(value) : key };
    };
    return [part("username"), part("password")];
  }

  #scheme({ parts, ...draft }: Draft, node: ObjectNode, names: OptionNames): SecurityScheme {
    const fixed: Record<string, string> = {};
    const options: CredentialOption[] = [];
    for (const { part, option: wanted, fixed: value, fallback } of parts) {
      if (value !== undefined) {
        fixed[part] = value;
        continue;
      }
      const own = `${draft.name}_${wanted}`;
      const option = names.choose(wanted, [
        parts.length === 1 ? draft.name : own,
        own,
        `${draft.name}_${part}`,
        draft.parameter ?? `${draft.name}_${draft.kind}_${part}`,
      ]);
      if (option === undefined) {
        this.#source.error(
          "model/duplicate-name",
          node.pointer,
          `No option of the client can be named for the ${part} of the security scheme ${JSON.stringify(draft.name)}.`,
          { help: "Give the scheme another key under components.securitySchemes, with an overlay action." },
        );
        continue;
      }
      const doc = options.length === 0 ? this.#docs.of(node) : this.#docs.empty(`${node.pointer}/${part}`);
      options.push({
        part,
        option,
        env: `${this.#environment}_${constantCase(option)}`,
        ...(fallback !== undefined && { fallback }),
        doc,
      });
    }
    return { ...draft, options, fixed };
  }
}

function scopesOf(requirement: ObjectNode, name: string): string[] {
  const scopes = requirement.value[name];
  return Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === "string") : [];
}

/** An address that needs nothing more: a template has to be filled in by the caller, and nobody sends secrets by `file:`. */
function isEndpoint(url: string): boolean {
  if (url === "" || /[{}]/.test(url) || !URL.canParse(url, "https://api.test/")) return false;
  const { protocol, username, password } = new URL(url, "https://api.test/");
  return /^https?:$/.test(protocol) && username === "" && password === "";
}

/** Gives each option a name of its own. One that two schemes would share is told apart by the schemes' names. */
class OptionNames {
  /** How many options want a name. */
  readonly #claims: ReadonlyMap<string, number>;
  readonly #used = new Set<string>();

  constructor(claims: ReadonlyMap<string, number>) {
    this.#claims = claims;
  }

  choose(wanted: string, others: readonly string[]): string | undefined {
    const candidates = [...(this.#claims.get(wanted) === 1 ? [wanted] : []), ...this.#unclaimed(others)];
    const option = candidates.find((one) => one !== "" && !takenOptions.has(one) && !this.#used.has(constantCase(one)));
    // Environment variables must differ, too.
    if (option !== undefined) this.#used.add(constantCase(option));
    return option;
  }

  #unclaimed(names: readonly string[]): string[] {
    return names.map(camelCase).filter((name) => !this.#claims.has(name));
  }
}
