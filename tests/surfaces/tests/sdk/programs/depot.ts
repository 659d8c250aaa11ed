// Features that Stytch's endpoints do not use.
import depot, { ApiError, InputError, createClient } from "depot-endpoints";
import type {
  ClientOptions,
  InputErrorSchema,
  Kind,
  Parcel,
  ParcelsSendInput,
  ParcelsSendOutput,
} from "depot-endpoints";

const kinds: Kind[] = ["under_way", "delivered", "something new"];
const parcel: Parcel = {
  id: 1n,
  class: "delivered",
  "weird-name \" '": null,
  inner: [],
  labels: { a: ["b"] },
  free: { anything: [1, { two: null }] },
  size: [1, 2, "cm"],
  transport: { by: "plane" },
  anything: Symbol.iterator,
};
const input: ParcelsSendInput = {
  in: "x",
  from: 1,
  parcel: { ...parcel, inner: [parcel], next: parcel },
  display_name: null,
};
export const sent: Promise<ParcelsSendOutput> = depot.parcelsSend({ ...input, states: ["under_way"], standard: true });
export const flags = sent.then((receipt) => receipt.errors.map((error: InputErrorSchema) => error.flags[0]));
export const list: Promise<Parcel[]> = depot.parcelsList();
export const found: Promise<Parcel | null> = depot.parcelsFind({ id: 1 });
export const nothing: Promise<void> = depot.parcelsForget({ id: 1 });
export const label: Promise<string> = depot.parcelsLabel({ id: 1, label: "x" });
export const picture: Promise<Uint8Array> = depot.picturesTake({ id: 1, picture: new Uint8Array([1]) });
export const encoded: Promise<Uint8Array> = depot.picturesTake({ id: 1, picture: "AQ==" });
export const said: Promise<unknown> = depot.picturesSay({ id: 1, what: ["a", "b"], code: 7 });
export const errors = [ApiError, InputError, kinds];

export const clients = [
  createClient({ credentials: { token: "t" } }),
  createClient({
    credentials: { apiKey: "k" },
    baseUrl: "https://x.example.com",
    hosts: { pictures: "https://y.example.com" },
  }),
];

// @ts-expect-error One or the other.
export const neither: ClientOptions = { credentials: {} };
// @ts-expect-error There is no such host.
export const host: ClientOptions = { hosts: { films: "https://y.example.com" } };
// @ts-expect-error No such way to travel.
parcel.transport = { by: "train" };
// @ts-expect-error A ship has a harbor.
parcel.transport = { by: "ship" };
// @ts-expect-error Three things make a size.
parcel.size = [1, 2];
// @ts-expect-error Null is no list.
void depot.parcelsSend({ ...input, others: null });
// @ts-expect-error There is no such state.
void depot.parcelsSend({ ...input, states: ["lost"] });
