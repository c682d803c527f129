import type { BodyWriter } from "./content.js";

/** A body of one of several media types: the one that `contentType` of the params names, else the default. */
export const chosenBody: BodyWriter = (value, { mediaType, choices = [] }, params) => {
  const wanted = String(params["contentType"] ?? mediaType);
  const choice =
    choices.find((one) => one.mediaType === wanted) ??
    choices.find((one) => one.mediaType.includes("*") && wanted.startsWith(one.mediaType.split("*")[0]!));
  const names = choices.map((one) => `"${one.mediaType}"`).join(", ");
  if (!choice) throw new TypeError(`can have several media types; say which by \`contentType\`: ${names}`);
  return choice.write(value, { ...choice, mediaType: wanted }, params);
};
