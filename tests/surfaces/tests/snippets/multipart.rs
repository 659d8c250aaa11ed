//! Snippets of multipart bodies, cookies and API keys outside of headers, executed in a folder with the files that they read.

use std::{collections::BTreeMap, fmt::Write};

use endpoint_export::snippet::{Language, SnippetOptions, snippet};
use endpoint_runtime::{
    Content, FilePart, Json, JsonMap, Result as CallResult, dynamic, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, KeyLocation, Operation, Provider},
};
use endpoint_surface_tests::tools;
use endpoint_test_support::{
    process::Command,
    recorder::{RecordedRequest, Recorder},
    scratch::Scratch,
};
use libtest_mimic::Failed;
use serde_json::{Value, json};

#[endpoints(schema)]
trait Uploads {
    #[endpoint(POST "/uploads/<folder>?<q>", multipart, field("version" = 2))]
    async fn upload(
        &self,
        folder: String,
        q: Option<String>,
        title: String,
        #[field("files[]")] files: Vec<FilePart>,
        cover: FilePart,
        #[encode(json)] labels: Option<Value>,
        tags: Vec<String>,
        #[join(",")] sizes: Vec<u32>,
        #[sensitive] token: Option<String>,
        #[cookie("theme")] theme: Option<String>,
        #[cookie("sid")]
        #[sensitive]
        sid: Option<String>,
    ) -> CallResult<()>;

    #[endpoint(POST "/drafts", multipart)]
    async fn draft(&self, cover: Option<FilePart>) -> CallResult<()>;

    #[endpoint(PUT "/blobs/<name>")]
    async fn store(&self, name: String, #[body(stream)] content: Content) -> CallResult<()>;

    #[endpoint(GET "/search", body = json)]
    async fn search(&self, q: String) -> CallResult<()>;
}

const KEY: &str = "k'e$`!x&~%41";
const TOKEN: &str = "s'e\"c$r`e\\t %s é =;@x";
const SID: &str = "s'e$`x";
const APPLICATION: &str = "app '\"$1";

/// The files, each with its content.
const FILES: [(&str, &[u8]); 6] = [
    ("cover.txt", b"cover"),
    ("a.bin", b"\x00\xff--part-0\r\n--\r\n\x1a"),
    ("-", b"a name that is an option"),
    ("Ünï cödé $HOME `x`.txt", b""),
    ("it's; a=b, \"c\".txt", b"quotes"),
    ("folder/back\\slash.txt", b"in a folder"),
];

fn provider(auth: AuthScheme) -> Result<Provider, Failed> {
    let environment = Environment::new("live", "https://api.acme.example");
    Ok(Provider::builder("acme").environment(environment).auth(auth).resource(UploadsClient::SCHEMAS).build()?)
}

/// The values of calls of the operation `uploads_upload`, but for the first without its files: placeholders stand for them.
fn calls() -> Vec<(&'static str, Value)> {
    let file = |name: &str, content_type: &str| json!({ "file_name": name, "content_type": content_type });
    let upload = |values: Value| ("uploads_upload", values);
    vec![
        upload(json!({})),
        upload(json!({ "title": "Täx", "cover": file("a.bin", "image/png"), "folder": "a b", "theme": "dark" })),
        upload(json!({ "title": "@cover.txt", "cover": file("-", "image/PNG"), "tags": ["<a", "", "b;type=x"] })),
        upload(json!({
            "title": "one\ntwo\r\nthree \u{0} \u{202e}\"'\\`$x` %s -n",
            "cover": file("Ünï cödé $HOME `x`.txt", "text/plain; charset=\"UTF-8\""),
            "labels": { "a\"b\\": ["é'", 1.10, null], "@": "\n" },
            "sizes": [1, 2],
        })),
        upload(
            json!({ "title": "", "cover": file("it's; a=b, \"c\".txt", "a/b"), "labels": "x\"y", "tags": ["a", "b"] }),
        ),
        upload(json!({
            "title": "t", "q": "a&b",
            "files": [file("folder/back\\slash.txt", "a/b"), file("a.bin", "a/b+c")],
            "token": "given", "sid": "given", "theme": "light",
        })),
        upload(json!({
            "title": "t", "cover": file("a.bin", "a/b"), "labels": { "a\"b\\": ["é'; \"$x\", ,;type=x", null] }, "sizes": [],
        })),
        ("uploads_draft", json!({})),
        ("uploads_draft", json!({ "cover": file("cover.txt", "text/plain") })),
        ("uploads_store", json!({ "name": "a b", "content": file("a.bin", "") })),
    ]
}

/// Runs the snippets of all calls in one program for each kind of credential, and compares the requests.
pub(crate) fn check(language: Language, run: fn(&Scratch, &[String]) -> Result<(), Failed>) -> Result<(), Failed> {
    let key = || CredentialPart::new("key", "ACME_KEY");
    let header = AuthScheme::api_key("X-Application", CredentialPart::new("application", "ACME_APPLICATION"));
    let schemes = [
        AuthScheme::bearer(key()).and(header),
        AuthScheme::query_key("api key", key()),
        AuthScheme::cookie_key("auth", key()),
    ];
    for scheme in schemes {
        let provider = provider(scheme.clone())?;
        let recorder = Recorder::start()?;
        let folder = Scratch::new()?;
        for (name, content) in FILES {
            folder.write(name, content)?;
        }
        let options = SnippetOptions::default().base_url(recorder.url());
        let mut texts = Vec::new();
        for (id, values) in calls() {
            let operation = provider.operation(id).ok_or("no operation")?;
            texts.push(snippet(&provider, operation, &object(values), &options, language)?);
        }
        run(&folder, &texts)?;
        let arrived = recorder.take();
        if arrived.len() != texts.len() {
            return Err(format!("{} requests of {} arrived", arrived.len(), texts.len()).into());
        }
        for (((id, values), arrived), text) in calls().into_iter().zip(&arrived).zip(&texts) {
            let operation = provider.operation(id).ok_or("no operation")?;
            compare(&recorder.url(), operation, values, &scheme, arrived)
                .map_err(|error| format!("{error}\n{text}"))?;
        }
    }
    Ok(())
}

/// Compares the request with that of a call by data.
fn compare(
    url: &str,
    operation: &Operation,
    mut values: Value,
    scheme: &AuthScheme,
    arrived: &RecordedRequest,
) -> Result<(), String> {
    if operation.metadata.id == "uploads_upload" {
        for (name, placeholder) in [("folder", json!("folder")), ("title", json!("title")), ("cover", json!({}))] {
            if values.get(name).is_none() {
                values[name] = placeholder;
            }
        }
    }
    for (name, secret) in [("token", TOKEN), ("sid", SID)] {
        if values.get(name).is_some() {
            values[name] = secret.into();
        }
    }
    if let Some(content) = values.get_mut("content") {
        fill(content);
        *content = content["content"].take();
    }
    if let Some(cover) = values.get_mut("cover") {
        fill(cover);
    }
    values.get_mut("files").and_then(Value::as_array_mut).into_iter().flatten().for_each(fill);
    let base = url.parse().map_err(|error| format!("{error}"))?;
    let request = dynamic::encode(&base, operation, object(values)).map_err(|error| error.to_string())?;
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut target = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let mut cookie = header("cookie").to_owned();
    match scheme.keys().next() {
        Some((KeyLocation::Cookie, _)) if cookie.is_empty() => cookie = format!("auth={KEY}"),
        Some((KeyLocation::Cookie, _)) => cookie = format!("{cookie}; auth={KEY}"),
        Some((KeyLocation::Query, _)) => {
            let separator = if target.contains('?') { '&' } else { '?' };
            target = format!("{target}{separator}api%20key=k%27e%24%60%21x%26~%2541");
        }
        _ => {
            same("authorization", &arrived.header("authorization"), &Some(&*format!("Bearer {KEY}")))?;
            same("x-application", &arrived.header("x-application"), &Some(APPLICATION))?;
        }
    }
    same("path", &arrived.segments(), &segments(&target))?;
    same("query", &arrived.query(), &RecordedRequest { target, ..arrived.clone() }.query())?;
    same("cookie", &arrived.header("cookie").unwrap_or_default(), &&*cookie)?;
    if operation.metadata.streamed {
        same("content-type", &arrived.header("content-type"), &Some(header("content-type")))?;
        return same("body", &arrived.body, &request.body().to_vec());
    }
    let expected = parts(header("content-type"), request.body())?;
    same("parts", &parts(arrived.header("content-type").unwrap_or_default(), &arrived.body)?, &expected)
}

fn segments(target: &str) -> Vec<String> {
    RecordedRequest { method: String::new(), target: target.to_owned(), headers: Vec::new(), body: Vec::new() }
        .segments()
}

/// Adds the content of a file, or that of the placeholder.
fn fill(file: &mut Value) {
    use base64::{Engine, prelude::BASE64_STANDARD};

    if file.get("file_name").is_none() {
        *file = json!({ "file_name": "cover.txt", "content_type": "text/plain" });
    }
    let path = file["file_name"].as_str().unwrap_or_default().to_owned();
    let content = FILES.iter().find(|(name, _)| *name == path).map_or(&b""[..], |(_, content)| content);
    file["content"] = BASE64_STANDARD.encode(content).into();
    file["file_name"] = path.rsplit('/').next().into();
}

fn same<T: PartialEq + std::fmt::Debug>(part: &str, arrived: &T, expected: &T) -> Result<(), String> {
    if arrived == expected { Ok(()) } else { Err(format!("{part} is {arrived:?} instead of {expected:?}")) }
}

/// A part: its headers, sorted and with names in lower case, and its content.
type Part = (Vec<(String, String)>, String);

/// Takes a body apart (RFC 2046, section 5.1.1).
fn parts(content_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .ok_or_else(|| format!("the media type is {content_type}"))?
        .trim_matches('"');
    // Each byte is the character with its number.
    let body: String = format!("\r\n{}", body.iter().map(|byte| char::from(*byte)).collect::<String>());
    let separator = format!("\r\n--{boundary}");
    let mut pieces = body.split(&separator);
    if pieces.next() != Some("") {
        return Err("the body has a preamble".to_owned());
    }
    let mut parts = Vec::new();
    for piece in pieces {
        if piece.trim_end() == "--" {
            return Ok(parts);
        }
        let (head, content) = piece.split_once("\r\n\r\n").ok_or("a part has no head")?;
        let headers = head.lines().filter_map(|line| line.split_once(": "));
        let headers: BTreeMap<String, String> =
            headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        parts.push((headers.into_iter().collect(), content.to_owned()));
    }
    Err("the body has no end".to_owned())
}

fn object(values: Value) -> JsonMap {
    match Json::from(values) {
        Json::Object(members) => members,
        _ => JsonMap::new(),
    }
}

fn variables() -> [(&'static str, &'static str); 4] {
    [("ACME_KEY", KEY), ("ACME_TOKEN", TOKEN), ("ACME_SID", SID), ("ACME_APPLICATION", APPLICATION)]
}

pub(crate) fn bash(folder: &Scratch, texts: &[String]) -> Result<(), Failed> {
    shell("bash", folder, texts)
}

pub(crate) fn sh(folder: &Scratch, texts: &[String]) -> Result<(), Failed> {
    shell("sh", folder, texts)
}

fn shell(shell: &str, folder: &Scratch, texts: &[String]) -> Result<(), Failed> {
    let script = folder.write("script", format!("set -e\n{}", texts.concat()))?;
    Command::new(shell).arg(script).envs(variables()).current_dir(folder.path()).ok()?;
    Ok(())
}

pub(crate) fn fetch(folder: &Scratch, texts: &[String]) -> Result<(), Failed> {
    let mut main = String::new();
    for (at, text) in texts.iter().enumerate() {
        folder.write(format!("case{at}.mjs"), text)?;
        writeln!(main, "await import('./case{at}.mjs');")?;
    }
    tools::node().arg(folder.write("main.mjs", main)?).envs(variables()).current_dir(folder.path()).ok()?;
    Ok(())
}

pub(crate) fn python(folder: &Scratch, texts: &[String]) -> Result<(), Failed> {
    let mut main = "import runpy\n".to_owned();
    for (at, text) in texts.iter().enumerate() {
        folder.write(format!("case{at}.py"), text)?;
        writeln!(main, "runpy.run_path('case{at}.py', run_name='__main__')")?;
    }
    tools::python().arg(folder.write("main.py", main)?).envs(variables()).current_dir(folder.path()).ok()?;
    Ok(())
}

pub(crate) fn go(folder: &Scratch, texts: &[String]) -> Result<(), Failed> {
    let module = Scratch::new()?;
    module.write("go.mod", "module snippets\n\ngo 1.18\n")?;
    for (at, text) in texts.iter().enumerate() {
        module.write(format!("case{at}/main.go"), text)?;
    }
    let untidy = Command::new("gofmt").args(["-l", "."]).current_dir(module.path()).ok()?.stdout;
    if !untidy.is_empty() {
        return Err(format!("gofmt would write otherwise: {untidy}").into());
    }
    let go = Command::new("go").env("GOFLAGS", "-mod=mod").env("GOPROXY", "off").current_dir(module.path());
    go.args(["build", "-o", "built/", "./..."]).ok()?;
    for at in 0..texts.len() {
        let program = Command::new(module.path().join("built").join(format!("case{at}")));
        program.envs(variables()).current_dir(folder.path()).ok()?;
    }
    Ok(())
}

/// `fetch` and the package, which calls it, send no body with GET.
pub(crate) fn check_get_with_a_body() -> Result<(), Failed> {
    let provider = provider(AuthScheme::bearer(CredentialPart::new("key", "ACME_KEY")))?;
    let search = provider.operation("uploads_search").ok_or("no operation")?;
    let recorder = Recorder::start()?;
    let options = SnippetOptions::default().base_url(recorder.url());
    let written = |language| snippet(&provider, search, &object(json!({ "q": "a" })), &options, language);
    for language in [Language::Fetch, Language::TypeScript] {
        let error = written(language).err().ok_or("a body is sent with GET")?;
        same("error", &error.to_string().contains("sends no body with GET; choose"), &true)?;
    }
    let folder = Scratch::new()?;
    shell("sh", &folder, &[written(Language::Curl)?])?;
    python(&folder, &[written(Language::Python)?])?;
    for request in recorder.take() {
        same("method", &&*request.method, &"GET")?;
        same("body", &request.json()?, &json!({ "q": "a" }))?;
    }
    Ok(())
}
