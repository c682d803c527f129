/** Close's object types and the actions that each of them knows. An open set: servers add to it. */
const CRUD = ["created", "updated", "deleted"] as const;
const JOB = ["created", "updated", "completed"] as const;

export const CLOSE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  lead: [...CRUD, "merged"],
  contact: CRUD,
  opportunity: CRUD,
  "task.lead": [...CRUD, "completed"],
  "task.missed_call": [...CRUD, "completed"],
  "activity.email": [...CRUD, "sent"],
  "activity.email_thread": CRUD,
  unsubscribed_email: ["created", "deleted"],
  "activity.call": [...CRUD, "answered", "completed"],
  "activity.sms": [...CRUD, "sent"],
  "activity.whatsapp_message": CRUD,
  "activity.note": CRUD,
  "activity.meeting": [...CRUD, "scheduled", "started", "completed", "canceled"],
  "activity.form_submission": CRUD,
  "activity.lead_status_change": CRUD,
  "activity.opportunity_status_change": CRUD,
  "activity.task_completed": ["created", "deleted"],
  import: [...JOB, "reverting", "reverted"],
  "export.lead": JOB,
  "export.opportunity": JOB,
  "bulk_action.delete": [...JOB, "paused"],
  "bulk_action.edit": [...JOB, "paused"],
  "bulk_action.email": [...JOB, "paused"],
  "bulk_action.sequence_subscription": [...JOB, "paused"],
  "custom_fields.lead": CRUD,
  "custom_fields.contact": CRUD,
  "custom_fields.opportunity": CRUD,
  "custom_fields.activity": CRUD,
  "custom_fields.custom_object": CRUD,
  "custom_fields.shared": CRUD,
  custom_activity_type: CRUD,
  "activity.custom_activity": CRUD,
  custom_object_type: CRUD,
  custom_object: CRUD,
  "status.lead": CRUD,
  "status.opportunity": CRUD,
  membership: ["activated", "deactivated"],
  group: CRUD,
  saved_search: CRUD,
  phone_number: CRUD,
  email_template: CRUD,
  sms_template: CRUD,
  sequence: CRUD,
  sequence_subscription: CRUD,
  comment: CRUD,
  comment_thread: CRUD,
  lead_merge: CRUD,
  // Not in the vendor's list, but seen by people who read the live log.
  "activity.created": ["created"],
};

/** Objects that belong to a lead; their events carry its id. */
export function belongsToLead(objectType: string): boolean {
  return (
    /^(?:lead|contact|opportunity|comment|comment_thread|custom_object|sequence_subscription|lead_merge)$/.test(
      objectType,
    ) || /^(?:task|activity)\./.test(objectType)
  );
}

const PREFIXES: Readonly<Record<string, string>> = {
  lead: "lead",
  contact: "cont",
  opportunity: "oppo",
  comment: "comm",
  comment_thread: "thre",
  membership: "memb",
  group: "group",
  saved_search: "save",
  sequence: "seq",
  sequence_subscription: "sub",
  phone_number: "phon",
  lead_merge: "merge",
};

/** How the ids of such objects begin. */
export function idPrefix(objectType: string): string {
  const [family = objectType, kind = ""] = objectType.split(".");
  const known = PREFIXES[objectType];
  if (known !== undefined) return known;
  if (family === "task") return "task";
  if (family === "activity") return `acti${kind.slice(0, 2)}`;
  if (family === "custom_fields") return "cf";
  if (family === "status") return "stat";
  return family.replace(/[^a-z]/g, "").slice(0, 6);
}
