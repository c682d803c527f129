// The same small program for each client of GitHub's: a list is walked, an issue read, one created, an error handled by its
// status, a call stopped by a signal. Each is written as that client's documentation would have it.

const ours = (imported, made, { list, get, create, repo }) => `
import { ${imported}, isApiError } from "@specmend/github";

const client = ${made}({ headers: { authorization: "Bearer secret" } });
const where = { owner: "octocat", repo: "hello-world" };

export async function openTitles(): Promise<string[]> {
  const titles: string[] = [];
  for await (const issue of ${list}{ ...where, state: "open" })) titles.push(issue.title);
  return titles;
}
export async function author(issue_number: number): Promise<string | undefined> {
  const issue = await ${get}{ ...where, issue_number });
  return issue.user?.login;
}
export async function report(title: string): Promise<number> {
  const issue = await ${create}{ ...where, body: { title, labels: ["bug"] } });
  return issue.number;
}
export async function whyRefused(title: string): Promise<string | undefined> {
  try {
    await ${create}{ ...where, body: { title } });
  } catch (error) {
    if (isApiError(error, "issues.create") && error.status === 422)
      return error.body.errors?.[0]?.message ?? error.body.message;
    throw error;
  }
  return undefined;
}
export async function stars(signal: AbortSignal): Promise<number> {
  return (await ${repo}where, { signal })).stargazers_count;
}
`;

export const oursByFunctions = ours(
  "createClient, issuesCreate, issuesGet, issuesListForRepo, reposGet",
  "createClient",
  {
    list: "issuesListForRepo(client, ",
    get: "issuesGet(client, ",
    create: "issuesCreate(client, ",
    repo: "reposGet(client, ",
  },
);
export const oursByMethods = ours("Github", "new Github", {
  list: "client.issues.listForRepo(",
  get: "client.issues.get(",
  create: "client.issues.create(",
  repo: "client.repos.get(",
});

export const heyApi = `
import { createClient } from "./hey-api/client";
import { issuesCreate, issuesGet, issuesListForRepo, reposGet } from "./hey-api/sdk.gen";

const client = createClient({ baseUrl: "https://api.github.com", headers: { authorization: "Bearer secret" } });
const path = { owner: "octocat", repo: "hello-world" };

export async function openTitles(): Promise<string[]> {
  const titles: string[] = [];
  for (let page = 1; ; page++) {
    const { data } = await issuesListForRepo({ client, path, query: { state: "open", page }, throwOnError: true });
    for (const issue of data) titles.push(issue.title);
    if (data.length === 0) return titles;
  }
}
export async function author(issue_number: number): Promise<string | undefined> {
  const { data } = await issuesGet({ client, path: { ...path, issue_number }, throwOnError: true });
  return data.user?.login;
}
export async function report(title: string): Promise<number> {
  const { data } = await issuesCreate({ client, path, body: { title, labels: ["bug"] }, throwOnError: true });
  return data.number;
}
export async function whyRefused(title: string): Promise<string | undefined> {
  const { error, response } = await issuesCreate({ client, path, body: { title } });
  if (error === undefined) return undefined;
  if (response?.status === 422 && "errors" in error) return error.errors?.[0]?.message ?? error.message;
  throw error;
}
export async function stars(signal: AbortSignal): Promise<number> {
  const { data } = await reposGet({ client, path, signal, throwOnError: true });
  return data.stargazers_count;
}
`;

export const openapiFetch = `
import createClient from "openapi-fetch";
import type { paths } from "./openapi-typescript";

const client = createClient<paths>({ baseUrl: "https://api.github.com", headers: { authorization: "Bearer secret" } });
const path = { owner: "octocat", repo: "hello-world" };

export async function openTitles(): Promise<string[]> {
  const titles: string[] = [];
  for (let page = 1; ; page++) {
    const params = { path, query: { state: "open" as const, page } };
    const { data, error } = await client.GET("/repos/{owner}/{repo}/issues", { params });
    if (data === undefined) throw error;
    for (const issue of data) titles.push(issue.title);
    if (data.length === 0) return titles;
  }
}
export async function author(issue_number: number): Promise<string | undefined> {
  const params = { path: { ...path, issue_number } };
  const { data } = await client.GET("/repos/{owner}/{repo}/issues/{issue_number}", { params });
  return data?.user?.login;
}
export async function report(title: string): Promise<number> {
  const body = { title, labels: ["bug"] };
  const { data, error } = await client.POST("/repos/{owner}/{repo}/issues", { params: { path }, body });
  if (data === undefined) throw error;
  return data.number;
}
export async function whyRefused(title: string): Promise<string | undefined> {
  const { error, response } = await client.POST("/repos/{owner}/{repo}/issues", { params: { path }, body: { title } });
  if (error === undefined) return undefined;
  if (response.status === 422 && "errors" in error) return error.errors?.[0]?.message ?? error.message;
  throw error;
}
export async function stars(signal: AbortSignal): Promise<number | undefined> {
  const { data } = await client.GET("/repos/{owner}/{repo}", { params: { path }, signal });
  return data?.stargazers_count;
}
`;

export const oazapfts = `
import { defaults, issuesCreate, issuesGet, issuesListForRepo, reposGet } from "./oazapfts";

defaults.headers = { authorization: "Bearer secret" };
const where = ["octocat", "hello-world"] as const;

export async function openTitles(): Promise<string[]> {
  const titles: string[] = [];
  for (let page = 1; ; page++) {
    const answer = await issuesListForRepo(...where, { state: "open", page });
    if (answer.status !== 200) throw new Error(String(answer.status));
    for (const issue of answer.data) titles.push(issue.title);
    if (answer.data.length === 0) return titles;
  }
}
export async function author(issueNumber: number): Promise<string | undefined> {
  const answer = await issuesGet(...where, issueNumber);
  return answer.status === 200 ? answer.data.user?.login : undefined;
}
export async function report(title: string): Promise<number> {
  const answer = await issuesCreate(...where, { title, labels: ["bug"] });
  if (answer.status !== 201) throw new Error(String(answer.status));
  return answer.data.number;
}
export async function whyRefused(title: string): Promise<string | undefined> {
  const answer = await issuesCreate(...where, { title });
  return answer.status === 422 ? (answer.data.errors?.[0]?.message ?? answer.data.message) : undefined;
}
export async function stars(signal: AbortSignal): Promise<number | undefined> {
  const answer = await reposGet(...where, { signal });
  return answer.status === 200 ? answer.data.stargazers_count : undefined;
}
`;

/** What each program costs without any client. */
export const nothing = `
export async function stars(signal: AbortSignal): Promise<number> {
  const response = await fetch("https://api.github.com/repos/octocat/hello-world", { signal });
  return ((await response.json()) as { stargazers_count: number }).stargazers_count;
}
`;
