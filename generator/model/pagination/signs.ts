/** The names that APIs give to what they page with. Knowing a name proves nothing: it is for suggestions. */

export type Sign =
  | "cursor"
  | "lastItem"
  | "offset"
  | "page"
  | "limit"
  | "next"
  | "nextUrl"
  | "previous"
  | "total"
  | "totalPages"
  | "hasMore"
  | "items";

/** In lower case, without anything but letters and digits. */
const names: Readonly<Record<Sign, readonly string[]>> = {
  cursor:
    "cursor aftercursor nextcursor pagecursor startcursor pagetoken nexttoken nextpagetoken continuationtoken continuetoken paginationtoken after startingafter pageafter marker nextmarker scrollid bookmark continue pagingtoken exclusivestartkey afterid lastid searchafter".split(
      " ",
    ),
  lastItem: "startingafter after afterid lastid sinceid since exclusivestartkey marker".split(" "),
  offset: "offset skip startat startindex pageoffset from start startoffset startrow firstresult".split(" "),
  page: "page pagenumber pageno pagenum pageindex currentpage pageid p".split(" "),
  limit:
    "limit perpage pagesize size pagelimit maxresults maxitems maxrecords top take first itemsperpage resultsperpage recordsperpage count maxcount numresults rows max pagelen".split(
      " ",
    ),
  next: "nextcursor next nextpagetoken nexttoken nextpage cursor after endcursor continuationtoken nextcontinuationtoken nextmarker scrollid bookmark pagetoken paginationtoken lastid nextoffset continue lastevaluatedkey nextpagecursor".split(
    " ",
  ),
  nextUrl: "next nexturl nextlink nextpageurl nextpageuri nexturi nexthref nextpage nextpagelink odatanextlink".split(
    " ",
  ),
  previous: "previouscursor prevcursor previous prev previouspagetoken beforecursor startcursor before".split(" "),
  total:
    "total totalcount totalitems totalresults totalrecords totalsize totalelements totalhits totalnumber totalentries totalrows totalrecordcount totalresultcount".split(
      " ",
    ),
  totalPages: "totalpages pagecount pages numpages pagestotal lastpage totalpagecount numberofpages".split(" "),
  hasMore:
    "hasmore hasnext hasnextpage hasmoreitems hasmoreresults hasmorepages more moreavailable istruncated morepages hasadditional".split(
      " ",
    ),
  items:
    "data items results result values value entries records list rows elements members objects collection content resources hits edges nodes".split(
      " ",
    ),
};

const sets = new Map(
  Object.entries(names).map(([sign, list]) => [sign, new Map(list.map((name, index) => [name, index]))]),
);

/** How likely a name stands for this, 0 being the likeliest; undefined when it does not. */
export function rankOf(sign: Sign, name: string): number | undefined {
  return sets.get(sign)?.get(plain(name));
}

export function isName(sign: Sign, name: string): boolean {
  return rankOf(sign, name) !== undefined;
}

const plainNames = new Map<string, string>();

/** The names of a spec come again and again. */
export function plain(name: string): string {
  const known = plainNames.get(name);
  if (known !== undefined) return known;
  const text = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  if (plainNames.size < 10_000) plainNames.set(name, text);
  return text;
}
