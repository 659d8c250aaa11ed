// The methods of Stytch's clients, found by the names of operations.
const { B2BClient, Client } = require("stytch");

// The steps whose names differ by more than capitals and underscores.
const RENAMED = { connectedapps: "connectedapp", session: "sessions" };

/** Makes the clients. Of the SDK's settings `custom_base_url` has to be of https; `env` takes any URL. */
function clients(project_id, secret, { env, fraud_env }) {
  // The SDK warns of a URL that is not Stytch's.
  console.warn = () => {};
  const config = { project_id, secret, env, fraud_env };
  return { b2b: new B2BClient(config), consumer: new Client(config) };
}

const plain = (name) => name.replaceAll("_", "").toLowerCase();

/** Returns the member of an object that an operation's step means. */
function member(object, step, renamed) {
  const names = [...Object.keys(object), ...Object.getOwnPropertyNames(Object.getPrototypeOf(object))];
  const find = (wanted) => names.find((name) => plain(name) === wanted);
  return find(plain(step)) ?? (renamed ? find(RENAMED[plain(step)]) : undefined);
}

/** Returns the path of an operation's method, such as `["b2b", "users", "get"]`; undefined if there is none. */
function find(clients, operation) {
  const [first, ...others] = operation.split(".");
  // What products share, both clients have.
  const path = first in clients ? [first] : ["b2b"];
  const steps = first in clients ? others : [first, ...others];
  for (const step of steps) {
    const object = at(clients, path);
    const name = member(object, step, path.length < steps.length);
    if (name === undefined) return undefined;
    path.push(name);
  }
  return typeof at(clients, path) === "function" ? path : undefined;
}

const at = (clients, path) => path.reduce((object, name) => object[name], clients);

/** Returns the methods of all clients with their names. A method that both clients have is there once. */
function methods(object, name, found = new Map()) {
  const prototype = Object.getPrototypeOf(object);
  for (const method of Object.getOwnPropertyNames(prototype)) {
    if (typeof object[method] === "function" && method !== "constructor" && !found.has(prototype[method])) {
      found.set(prototype[method], `${name}.${method}`);
    }
  }
  for (const [member, value] of Object.entries(object)) {
    if (value?.fetchConfig) methods(value, `${name}.${member}`, found);
  }
  return found;
}

module.exports = { clients, find, at, methods };
