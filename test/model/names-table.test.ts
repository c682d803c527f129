/** What people would call operations, of specs that exist: the wanted names, written before the code that finds them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { chooseNames, type Wanted } from "../../generator/model/names/choice.js";

type Row = readonly [
  wanted: string,
  operation: string,
  operationId?: string | undefined,
  tag?: string | undefined,
  returns?: "array",
];

const facts = ([, operation, operationId, tag, returns]: Row): Wanted => {
  const [method = "", path = ""] = operation.split(" ");
  return {
    method: method.toLowerCase(),
    path,
    ...(operationId && { operationId }),
    ...(tag && { tag }),
    returnsArray: returns === "array",
    isCorrected: false,
  };
};

const namesOf = (rows: readonly Row[]): string[] =>
  chooseNames(rows.map(facts)).map(({ resource, name }) => [...resource, name].join("."));

const table: Readonly<Record<string, readonly Row[]>> = {
  "things before a verb, under a tag that is called otherwise": [
    ["volumes.list", "GET /v2/volumes", "volumes_list", "Block Storage"],
    ["volumes.deleteByName", "DELETE /v2/volumes", "volumes_delete_byName", "Block Storage"],
    ["volumeSnapshots.get", "GET /v2/volumes/snapshots/{id}", "volumeSnapshots_get_byId", "Block Storage"],
    ["domains.createRecord", "POST /v2/domains/{name}/records", "domains_create_record", "Domain Records"],
    ["oneClicks.installKubernetes", "POST /v2/1-clicks/kubernetes", "oneClicks_install_kubernetes", "1-Click Apps"],
    ["users.list", "GET /users", "users_list", "user"],
    ["containerRegistry.get", "GET /v2/registry", "registry_get", "Container Registry"],
    ["contacts.bulkCreateContacts", "POST /contacts/bulk", "bulk_create_contacts", "Contacts"],
    ["dcim.cablesList", "GET /dcim/cables/", "dcim_cables_list", "dcim"],
  ],
  "what a resource's words add nothing to": [
    ["users.list", "GET /users", "listUsers", "users"],
    ["users.list", "GET /users", "getUsers", "Users"],
    ["users.get", "GET /users/{id}", "getUser", "users"],
    ["users.get", "GET /users/{id}", "getUserById", "users"],
    ["users.retrieve", "GET /users/{id}", "retrieveUserById", "users"],
    ["users.getByName", "GET /users/{name}", "getUserByName", "users"],
    ["users.listByGroup", "GET /groups/{id}/users", "getUsersByGroup", "users"],
    ["users.list", "GET /users", "users", "users"],
    ["users.findAll", "GET /users", "UsersController_findAll"],
    ["users.findAll", "GET /users", "UsersController_findAll", "users"],
    ["users.list", "GET /a/{b}", "Users_List"],
    ["users.listByOrg", "GET /orgs/{org}/users", "users/list-by-org"],
    ["users.create", "POST /users", "post-user", "users"],
    ["users.replace", "PUT /users/{id}", "putUser", "users"],
    ["users.update", "PATCH /users/{id}", "patchUser", "users"],
    ["users.delete", "DELETE /users/{id}", "deleteUser", "users"],
    ["users.list", "GET /users", "users.list", "Accounts"],
    ["users.getTokens", "GET /users/{id}/tokens", "getUserTokens", "users"],
    ["groups.addMember", "PUT /groups/{id}/members/{m}", "addMemberToGroup", "groups"],
    ["image.getPersonImage", "GET /people/{id}/image", "getPersonImage", "Image"],
    ["albums.removeAlbumsUser", "DELETE /me/albums", "remove-albums-user", "Albums"],
    ["paymentMethods.list", "GET /pay", "listPaymentMethods", "Payment Methods"],
    ["user.list", "GET /users", "listUsers", "user-controller"],
    ["deliveryPools.list", "GET /delivery/pools", undefined, "Delivery Pools API"],
    ["search.search", "GET /search", "search", "Search"],
    ["allowListBlockList.listAllowlistIdentifiers", "GET /x", "ListAllowlistIdentifiers", "Allow-list / Block-list"],
    ["items.read", "GET /items/{item_id}", "read_item_items__item_id__get", "items"],
    ["users.list", "GET /users", "list_1", "users"],
  ],
  GitHub: [
    ["issues.listForRepo", "GET /repos/{owner}/{repo}/issues", "issues/list-for-repo", "issues"],
    ["issues.create", "POST /repos/{owner}/{repo}/issues", "issues/create", "issues"],
    ["repos.get", "GET /repos/{owner}/{repo}", "repos/get", "repos"],
    ["meta.root", "GET /", "meta/root", "meta"],
  ],
  Stripe: [
    ["customers.list", "GET /v1/customers", "GetCustomers"],
    ["customers.create", "POST /v1/customers", "PostCustomers"],
    ["customers.get", "GET /v1/customers/{customer}", "GetCustomersCustomer"],
    ["customers.update", "POST /v1/customers/{customer}", "PostCustomersCustomer"],
    ["customers.delete", "DELETE /v1/customers/{customer}", "DeleteCustomersCustomer"],
    ["customers.bankAccounts.list", "GET /v1/customers/{customer}/bank_accounts", "GetCustomersCustomerBankAccounts"],
    ["charges.capture", "POST /v1/charges/{charge}/capture", "PostChargesChargeCapture"],
    ["issuing.cards.get", "GET /v1/issuing/cards/{card}", "GetIssuingCardsCard"],
    ["paymentIntents.search", "GET /v1/payment_intents/search", "GetPaymentIntentsSearch"],
    ["testHelpers.testClocks.create", "POST /v1/test_helpers/test_clocks", "PostTestHelpersTestClocks"],
    ["account.get", "GET /v1/account", "GetAccount"],
  ],
  Kubernetes: [
    ["coreV1.listNamespacedPod", "GET /api/v1/namespaces/{namespace}/pods", "listCoreV1NamespacedPod", "core_v1"],
    ["appsV1.readNamespacedDeployment", "GET /apis/apps/v1/x/{name}", "readAppsV1NamespacedDeployment", "apps_v1"],
  ],
  Slack: [
    ["admin.apps.approve", "POST /admin.apps.approve", "admin_apps_approve", "admin.apps"],
    ["chat.postMessage", "POST /chat.postMessage", "chat_postMessage", "chat"],
  ],
  OpenAI: [
    ["chat.createCompletion", "POST /chat/completions", "createChatCompletion", "Chat"],
    ["models.list", "GET /models", "listModels", "Models"],
    ["models.retrieve", "GET /models/{model}", "retrieveModel", "Models"],
  ],
  "Jira, Twilio, DigitalOcean, Opal": [
    ["issues.create", "POST /rest/api/3/issue", "createIssue", "Issues"],
    ["issueComments.add", "POST /rest/api/3/issue/{issueIdOrKey}/comment", "addComment", "Issue comments"],
    ["api20100401Account.fetch", "GET /2010-04-01/Accounts/{Sid}.json", "FetchAccount", "Api20100401Account"],
    ["vpcs.update", "PATCH /v2/vpcs/{vpc_id}", "vpcs_patch", "VPCs"],
    ["kubernetes.createCluster", "POST /v2/kubernetes/clusters", "kubernetes_create_cluster", "Kubernetes"],
    ["uars.list", "GET /uars", "getUARs", "uars"],
  ],
  "petstore, without tags": [
    ["pets.list", "GET /pets", "listPets"],
    ["pets.show", "GET /pets/{petId}", "showPetById", "pets"],
    ["pet.findByStatus", "GET /pet/findByStatus", "findPetsByStatus", "pet"],
    ["user.createWithListInput", "POST /user/createWithList", "createUsersWithListInput", "user"],
    ["store.placeOrder", "POST /store/order", "placeOrder", "store"],
  ],
  "paths alone": [
    ["users.get", "GET /users/{id}"],
    ["users.list", "GET /api/v2/users"],
    ["me.get", "GET /me"],
    ["staff.list", "GET /staff", undefined, undefined, "array"],
    ["repos.issues.list", "GET /repos/{owner}/{repo}/issues"],
    ["repos.issues.comments.create", "POST /repos/{owner}/{repo}/issues/{number}/comments"],
    ["users.login", "POST /users/login"],
    ["operations.cancel", "POST /v1/operations/{name}:cancel"],
    ["pets.findByTags", "GET /pets/findByTags"],
    ["tracks.listComments", "GET /tracks/{track_id}/comments", undefined, "tracks"],
    ["users.getFollowing", "GET /users/{user_id}/followings/{following_id}", undefined, "users"],
    ["orderAcceptance.cancel", "PUT /orders/{orderId}/cancel", undefined, "Order Acceptance API"],
    ["dashboards.list", "GET /dashboard/", undefined, "Dashboards"],
    ["api.get", "GET /"],
  ],
};

describe.each(Object.entries(table))("%s", (_, rows) => {
  it.each(rows.map((row) => ({ row, said: row.slice(1).join(" ") })))("$row.0: $said", ({ row }) => {
    expect(namesOf([row])).toEqual([row[0]]);
  });
});

describe("names that two want", () => {
  const rows: readonly Row[] = [
    ["users.list", "GET /users", "listUsers", "users"],
    ["snippets.delete", "DELETE /snippets", undefined, "Snippets"],
    ["snippets.deleteById", "DELETE /snippets/{id}", undefined, "Snippets"],
    ["keys.listRepositoriesKeys", "GET /repositories/{r}/keys", undefined, "keys"],
    ["keys.listTeamsKeys", "GET /teams/{t}/keys", undefined, "keys"],
  ];

  it("become longer for both, by what tells them apart", () => {
    expect(namesOf(rows)).toEqual(rows.map(([wanted]) => wanted));
  });

  it("depend on nothing but those who want them, whatever the order", () => {
    const [clash, rest] = [rows.slice(3), rows.slice(0, 3)];
    const alone = namesOf(clash);
    expect(namesOf([...rest, ...clash]).slice(-2)).toEqual(alone);
    expect(namesOf([...clash].reverse()).reverse()).toEqual(alone);
    for (let gone = 0; gone < rest.length; gone++) {
      expect(namesOf([...rest.slice(gone), ...clash]).slice(-2)).toEqual(alone);
    }
  });

  it("stay with the one that was named on purpose", () => {
    expect(
      namesOf([
        ["", "GET /users", "listUsers", "users"],
        ["", "GET /people", "users.list"],
      ]),
    ).toEqual(["users.listUsers", "users.list"]);
  });

  it("never get a number", () => {
    const rows = Array.from({ length: 50 }, (_, at): Row => ["", `GET /${"x".repeat(at + 1)}`, "same", "tag"]);
    const names = namesOf(rows);
    expect(new Set(names).size).toBe(50);
    expect(names.filter((name) => /\d/.test(name))).toEqual([]);
  });

  it("are not told apart by case alone", () => {
    const names = namesOf(
      ["GET /foo", "GET /Foo", "GET /foo/", "GET /fo-o", "GET /fo_o"].map((one): Row => ["", one, undefined, "x"]),
    );
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(5);
  });
});

describe("hostile names", () => {
  it.each([
    ["dots", ".".repeat(30_000)],
    ["dotted words", "a.".repeat(30_000)],
    ["one word", "a".repeat(1_000_000)],
    ["words", "list_".repeat(200_000)],
    ["capitals", "A".repeat(100_000)],
    ["wide letters", "ä".repeat(100_000)],
    ["nothing that is a letter", "…—!"],
  ])("%s: are bounded", (_, text) => {
    for (const row of [
      ["", "GET /users", text, "users"],
      ["", "GET /users", "listUsers", text],
      ["", `GET /${text.slice(0, 100_000)}`],
    ] as const) {
      const [name = ""] = namesOf([row]);
      expect(Buffer.byteLength(name)).toBeLessThan(400);
      expect(name).toMatch(/^[^.]+\.[^.]+/);
    }
  });

  it("twenty thousand operations that all want one name end", () => {
    const rows = Array.from({ length: 20_000 }, (_, at): Row => ["", `GET /a/${at}`, "same", "tag"]);
    expect(new Set(namesOf(rows)).size).toBe(20_000);
  }, 60_000);

  it.each(["con", "AUX", "nul", "com1"])("a tag %s names no device", async (tag) => {
    const { fileName } = await import("../../generator/model/names/names.js");
    const [choice] = chooseNames([facts(["", "GET /x", "list", tag])]);
    expect(fileName(choice?.resource ?? [])).toBe(`${tag.toLowerCase()}Resource`);
  });
});

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));
const files = existsSync(corpus) ? readdirSync(corpus).filter((file) => /^(?!MANIFEST).*\.json$/.test(file)) : [];

describe("the corpus (skipped without ../shared)", () => {
  it.skipIf(files.length === 0).each(files)(
    "%s: one name each, and no number that the document does not have",
    (file) => {
      const { paths } = JSON.parse(readFileSync(corpus + file, "utf8")) as {
        paths?: Record<string, Record<string, { operationId?: string; tags?: string[] }>>;
      };
      const rows = Object.entries(paths ?? {}).flatMap(([path, item]) =>
        ["get", "put", "post", "delete", "options", "head", "patch"].flatMap((method): Row[] => {
          const found = item[method];
          return found ? [["", `${method} ${path.replaceAll(" ", "")}`, found.operationId, found.tags?.[0]]] : [];
        }),
      );
      const names = namesOf(rows);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(rows.length);
      for (const [at, name] of names.entries()) {
        const [number] = /\d+$/.exec(name) ?? [];
        expect(number === undefined || rows[at]?.join(" ").includes(number), `${name} of ${rows[at]?.join(" ")}`).toBe(
          true,
        );
      }
    },
  );
});
