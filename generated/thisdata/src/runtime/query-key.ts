import type { QueryPlace } from "./auth.js";
import { encode } from "./query.js";
import { shortest } from "./redact.js";

/** Credentials in the query of a URL. */
export const inQuery: QueryPlace = (names) => {
  const spelled = names.flatMap((name) =>
    [name, encodeURIComponent(name)].map((one) => one.replace(/[^\w%]/g, "\\$&")),
  );
  const isOurs = (pair: string): boolean =>
    names.some((name) => pair.startsWith(`${name}=`) || pair.startsWith(`${encode(name)}=`));
  const pattern = new RegExp(`([?&;](?:${spelled.join("|")})=)([^&#;\\s"'<>]*)`, "gi");
  return {
    hides: (hideKnown) => ({
      safe: (text) => hideKnown(text.replace(pattern, "$1***"), shortest),
      safeQuery: (text) =>
        text.replace(pattern, (whole, head: string, value: string) =>
          // However short, where it is all there is.
          hideKnown(value, 0) === "***" || hideKnown(value, shortest) !== value ? `${head}***` : whole,
        ),
    }),
    put(url, pairs) {
      const [address = "", ...rest] = url.split("?");
      const others = rest.join("?").split("&");
      const all = [...others.filter((pair) => pair && !isOurs(pair)), ...pairs].join("&");
      return all ? `${address}?${all}` : address;
    },
  };
};
