import type { EvilWebhook, OrderCreatedWebhook, OrdersCreateOnChangeCallback, OrdersCreateStatusCallback, PingWebhook } from "@specmend/versions-webhooks";
import type { Use } from "../wire.js";

const use: Use = async ({ log }) => {
  const created: OrderCreatedWebhook = { id: "1" };
  const changed: OrdersCreateOnChangeCallback = created;
  const status: OrdersCreateStatusCallback = { state: "done" };
  const ping: PingWebhook = { at: "now" };
  const evil: EvilWebhook = "a component";
  log(created, changed, status, ping, evil);
};

export default use;
