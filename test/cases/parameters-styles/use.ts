import { ParametersStyles } from "@specmend/parameters-styles";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const { styles } = new ParametersStyles({ fetch: fetch({ status: 204 }, { status: 204 }) });
  const list = ["a", "b c"];
  const point = { x: 1, y: 2 };
  await outcome(styles.path({ simple: list, exploded: point, label: list, labels: list, matrix: list, matrices: list, json: point }));
  await outcome(
    styles.query({
      form: list,
      joined: list,
      spaces: list,
      pipes: list,
      pipesExploded: list,
      deep: point,
      reserved: "a/b?c=d",
      joinedReserved: ["a/b", "c"],
      json: point,
      text: `a "b"`,
      xList: list,
      xPoint: point,
      xJson: point,
      crumbs: list,
      jar: point,
    }),
  );
};

export default use;
