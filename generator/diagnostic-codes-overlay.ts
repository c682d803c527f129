/** The part of the catalogue that is about overlays. */
export const overlayCodes = {
  "overlay/invalid": {
    title: "invalid overlay",
    cause: "The overlay does not have the shape that the OpenAPI Overlay Specification asks for.",
    fix: "Mend the marked field.",
  },
  "overlay/unknown-field": {
    title: "unknown field in an overlay",
    cause: "Nobody reads this field. A misspelt guard would guard nothing.",
    fix: "Check the spelling. Extensions begin with `x-`.",
  },
  "overlay/version": {
    title: "unsupported overlay version",
    cause: "Only Overlay 1.0, 1.1 and 1.2 are known.",
    fix: "Write `overlay: 1.1.0`.",
  },
  "overlay/target-syntax": {
    title: "target is not a JSONPath query",
    cause: "The target is not an RFC 9535 query, so it cannot be said what it selects.",
    fix: "Mend the query at the marked column. Names with other than letters, digits and _ are written ['like-this'].",
  },
  "overlay/too-many-nodes": {
    title: "a query of the action looks at too many nodes",
    cause: "A node is selected once for each way that leads to it; several `..` in a row multiply the ways.",
    fix: "Say in the target, and in the queries of `x-expect`, where the nodes are.",
  },
  "overlay/primitive-target": {
    title: "primitive target in a 1.0 overlay",
    cause: "Overlay 1.0 knows only objects and arrays as targets; other tools may refuse this action.",
    fix: "Write `overlay: 1.1.0`.",
  },
  "overlay/unmatched": {
    title: "the target selects nothing",
    cause:
      "The place this correction is about is not in the spec: it was renamed or removed, or the target is misspelt.",
    fix: "Find out where the vendor moved it and change the target, or delete the action.",
  },
  "overlay/conflict": {
    title: "upstream changed under a correction",
    cause:
      "The spec no longer says what it said when the correction was written, and does not say what the correction wants either.",
    fix: "Read the vendor's documentation again, then change the action and its x-expect.",
  },
  "overlay/obsolete": {
    title: "correction no longer needed",
    cause:
      "The spec already says what the action wants, or no longer has what it removes, or the action changed nothing.",
    fix: "Delete this action.",
  },
  "overlay/incompatible": {
    title: "action cannot be applied",
    cause: "The action does not fit what its target is, for example an object merged into a list.",
    fix: "Remove the target first, then add what should stand there.",
  },
  "overlay/too-large": {
    title: "actions put too much into the document",
    cause:
      "Each node that an action selects gets a copy of its own, and a `copy` of a part into itself doubles it: a few such actions could fill the memory.",
    fix: "Select fewer nodes, or put less into each: what is wanted in many places can be a component that they refer to.",
  },
  "overlay/unguarded": {
    title: "correction without x-expect",
    cause: "An action that overwrites, removes or appends would go on doing so after the vendor has changed the place.",
    fix: "Say in x-expect what the spec holds today.",
  },
  "overlay/evidence": {
    title: "evidence not found",
    cause: "The quoted sentence is not in the page it is said to be from.",
    fix: "Copy the quote from the page. If the page changed, read it again: the correction may have changed with it.",
  },
  "overlay/no-evidence": {
    title: "correction without evidence",
    cause: "Nothing says on whose word this correction stands.",
    fix: "Add x-evidence with a page and a quote, or a url with a quote and the date it was checked.",
  },
  "overlay/all-obsolete": {
    title: "overlay no longer needed",
    cause: "The spec already says what every action of the file wants. An overlay must have at least one action.",
    fix: "Delete the file.",
  },
  "overlay/exchanged": {
    title: "overlay in place of the document",
    cause: "What should be an OpenAPI document is an overlay.",
    fix: "Name the OpenAPI document first, then the overlays.",
  },
  "overlay/extends": {
    title: "overlay for another document",
    cause: "`extends` names a file that is there, and it is not the document that is corrected.",
    fix: "Mend `extends`, or give the overlay the document that it was written for.",
  },
  "overlay/not-editable": {
    title: "overlay cannot be edited in place",
    cause: "The file is written in a way (with anchors, for example) that an edit of its text would break.",
    fix: "Make the change by hand.",
  },
};
