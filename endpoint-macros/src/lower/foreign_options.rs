//! Options of other libraries.

/// The ways to say what options of other libraries say. `{}` stands for the value as written.
const MEANT: [(&str, &str); 28] = [
    ("operation_id", "write `id = {}`"),
    ("operationId", "write `id = {}`"),
    ("name", "write `id = {}`"),
    ("tags", "write `#[endpoints(tag = \"…\")]` on the trait, with one tag"),
    ("group", "write `#[endpoints(tag = {})]` on the trait"),
    ("prefix", "write `#[endpoints(path = {})]` on the trait"),
    ("base", "write `#[endpoints(path = {})]` on the trait"),
    ("base_path", "write `#[endpoints(path = {})]` on the trait"),
    ("base_url", "remove it: the base URL is that of the client, `Client::builder().base_url({})`"),
    ("url", "remove it: the base URL is that of the client, `Client::builder().base_url({})`"),
    ("no_auth", "write `auth = none`"),
    ("public", "write `auth = none`"),
    (
        "security",
        "remove it: the credential is that of the client, `Client::builder().auth(…)`; `auth = none` sends none",
    ),
    ("headers", "write `header(\"Name\" = \"value\")` for a constant, and bind an argument with `#[header(\"Name\")]`"),
    ("params", "name the arguments in the template: `/<id>?<limit>`"),
    ("json", "remove it: the arguments of POST, PUT and PATCH are the members of a JSON object"),
    ("request_body", "bind an argument with `#[body]`"),
    (
        "retry",
        "remove it: the client retries idempotent calls, `Client::builder().retry(…)`; `idempotent` makes this one so",
    ),
    (
        "retries",
        "remove it: the client retries idempotent calls, `Client::builder().retry(…)`; `idempotent` makes this one so",
    ),
    ("doc", "write a documentation comment, `/// …`"),
    ("summary", "write a documentation comment, `/// …`"),
    ("description", "write a documentation comment, `/// …`"),
    ("deprecated", "write `#[deprecated]` on the method"),
    ("produces", "write `response = json`, `response = text`, `response = bytes` or `response(bytes, type = {})`"),
    ("consumes", "bind an argument with `#[body]`, `#[body(form)]`, `#[body(text)]` or `#[body(bytes)]`"),
    (
        "content_type",
        "write it beside the format of a body, `#[body(bytes, type = {})]`, or of the response, `response(bytes, type = {})`",
    ),
    ("status_code", "write `status = {}`"),
    ("error", "write it in the return type: `Result<T, MyErrorBody>`"),
];

/// Returns the way to say what an option of this name says, with this value.
pub(super) fn help(name: &str, value: &str) -> Option<String> {
    MEANT.iter().find(|(meant, _)| *meant == name).map(|(_, help)| help.replace("{}", value))
}
