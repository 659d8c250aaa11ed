//! Files and streams in calls, pages of a list, and keys and cookies, with a provider of their own.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener},
    thread,
};

use endpoint_cli::{Cli, Exit, Io};
use endpoint_runtime::{
    Content, FilePart, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
    schema::schemars::{self, JsonSchema},
};
use endpoint_test_support::{
    recorder::{RecordedRequest, Recorder},
    scratch::Scratch,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::Outcome;

/// A page of a list.
#[derive(Debug, Deserialize, JsonSchema)]
struct Page {
    items: Vec<Value>,
    next: Option<String>,
}

#[endpoints(schema, tag = "Uploads")]
trait Uploads {
    /// Uploads files.
    #[endpoint(POST "/uploads?v=1", multipart, field("version" = 2), header("X-Kind" = "upload"))]
    async fn upload(
        &self,
        title: String,
        /// The front page.
        cover: FilePart,
        #[field("files[]")] files: Vec<FilePart>,
    ) -> Result<()>;

    #[endpoint(PUT "/blobs/<name>")]
    async fn store(&self, name: String, #[body(stream)] content: Content) -> Result<()>;

    #[endpoint(GET "/session")]
    async fn session(
        &self,
        #[cookie("theme")] theme: Option<String>,
        #[cookie("sid")]
        #[sensitive]
        sid: Option<String>,
    ) -> Result<()>;

    #[endpoint(GET "/items?<cursor>", paginate(cursor = cursor, next = next, items = items: Vec<Value>))]
    async fn list(&self, cursor: Option<String>) -> Result<Page>;
}

fn provider(auth: AuthScheme) -> Provider {
    let environment = Environment::new("live", "https://api.acme.example");
    Provider::builder("acme").environment(environment).auth(auth).resource(UploadsClient::SCHEMAS).build().unwrap()
}

fn bearer() -> AuthScheme {
    AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN"))
}

/// Runs a command with this standard input.
fn run_with(auth: AuthScheme, args: &[&str], variables: &[(&str, &str)], stdin: &[u8]) -> Outcome {
    let (mut stdin, mut stdout, mut stderr) = (stdin, Vec::new(), Vec::new());
    let io = Io::new(&mut stdin, &mut stdout, &mut stderr)
        .variables(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into()));
    let exit = Cli::new(Ok(provider(auth))).run(args.iter().copied(), io);
    Outcome { exit, stdout: String::from_utf8(stdout).unwrap(), stderr: String::from_utf8(stderr).unwrap() }
}

fn call(recorder: &Recorder, args: &[&str], stdin: &[u8]) -> Outcome {
    let url = recorder.url();
    run_with(bearer(), args, &[("ACME_BASE_URL", &url), ("ACME_TOKEN", "t")], stdin)
}

/// Makes a call, and returns its request.
fn sent(args: &[&str], stdin: &[u8]) -> RecordedRequest {
    let recorder = Recorder::start().unwrap();
    let outcome = call(&recorder, args, stdin);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (Exit::Success, ""), "{args:?}");
    recorder.take_one().unwrap()
}

/// Bytes with line ends and without a pattern that a lost or repeated piece would keep.
fn bytes(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

/// Returns the heads and the contents of the parts.
fn parts(request: &RecordedRequest) -> Vec<(String, Vec<u8>)> {
    let boundary = request.header("content-type").unwrap().strip_prefix("multipart/form-data; boundary=").unwrap();
    let body: String = request.body.iter().map(|byte| char::from(*byte)).collect();
    let pieces: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    let inner = &pieces[1..pieces.len() - 1];
    let part = |piece: &&str| {
        let (head, content) = piece.strip_prefix("\r\n").unwrap().split_once("\r\n\r\n").unwrap();
        let content = content.strip_suffix("\r\n").unwrap().chars().map(|c| u8::try_from(u32::from(c)).unwrap());
        (head.strip_prefix("Content-Disposition: form-data; ").unwrap().to_owned(), content.collect())
    };
    inner.iter().map(part).collect()
}

#[test]
fn files_are_sent_from_their_paths() {
    let folder = Scratch::new().unwrap();
    let (large, small) = (bytes(3_000_000), bytes(10));
    let cover = folder.write("cover.png", &large).unwrap().to_str().unwrap().to_owned();
    let other = folder.write("other", &small).unwrap().to_str().unwrap().to_owned();
    let files = [format!("--files=@{other};type=a/b; c=\"d\";filename=x y"), "--files=-;filename=in.txt".to_owned()];
    let args = ["call", "uploads.upload", "--title", "@T", "--cover", &cover, &files[0], &files[1]];
    let request = sent(&args, b"from stdin");
    assert_eq!((request.target.as_str(), request.header("x-kind")), ("/uploads?v=1", Some("upload")));
    // Its length is known, and so it is not sent in chunks.
    assert_eq!(request.header("content-length").unwrap(), request.body.len().to_string());
    let expected: [(&str, &[u8]); 5] = [
        ("name=\"version\"", b"2"),
        ("name=\"title\"", b"@T"),
        ("name=\"cover\"; filename=\"cover.png\"\r\nContent-Type: image/png", &large),
        ("name=\"files[]\"; filename=\"x y\"\r\nContent-Type: a/b; c=\"d\"", &small),
        ("name=\"files[]\"; filename=\"in.txt\"\r\nContent-Type: text/plain", b"from stdin"),
    ];
    for ((head, content), (expected_head, expected)) in parts(&request).iter().zip(expected) {
        assert_eq!(head, expected_head);
        assert!(content == expected, "the content of {head} has {} bytes", content.len());
    }
    assert_eq!(parts(&request).len(), expected.len());
}

#[test]
fn a_file_may_be_in_the_input_and_a_flag_takes_precedence() {
    let folder = Scratch::new().unwrap();
    let input = json!({ "title": "T", "cover": { "file_name": "a", "content": "AAH/" }, "files": [] }).to_string();
    let request = sent(&["call", "uploads.upload", "--input", "-"], input.as_bytes());
    assert_eq!(parts(&request)[2].1, [0, 1, 255]);
    let cover = folder.write("b", "flag").unwrap();
    let args = ["call", "uploads.upload", "--input", "-", "--cover", cover.to_str().unwrap()];
    assert_eq!(parts(&sent(&args, input.as_bytes()))[2].1, b"flag");
}

#[test]
fn a_body_is_sent_from_a_file_or_from_the_standard_input() {
    let folder = Scratch::new().unwrap();
    let content = bytes(3_000_000);
    let path = format!("@{}", folder.write("blob", &content).unwrap().to_str().unwrap());
    for (text, stdin) in [(path.as_str(), &b""[..]), ("@-", &content)] {
        let request = sent(&["call", "uploads.store", "--name", "n", "--content", text], stdin);
        assert_eq!(request.header("content-type"), Some("application/octet-stream"));
        assert!(request.body == content, "{} bytes", request.body.len());
    }
    assert_eq!(sent(&["call", "uploads.store", "--name", "n", "--content", "AAH/"], b"").body, [0, 1, 255]);
}

#[test]
fn files_that_cannot_be_sent_are_named_before_anything_is() {
    let recorder = Recorder::start().unwrap();
    let folder = Scratch::new().unwrap();
    let (here, gone) = (folder.path().to_str().unwrap(), folder.join("gone"));
    let gone = gone.to_str().unwrap();
    let upload = ["call", "uploads.upload", "--title", "t"];
    for (more, stdin, expected) in [
        (vec![], "", "`cover` is missing; give --cover COVER"),
        (vec!["--cover", gone], "", "--cover cannot read"),
        (vec!["--cover", here], "", "it is no file"),
        (vec!["--cover", "-", "--files", "-"], "", "--files reads the standard input, which is read already"),
        (vec!["--cover", "-", "--input", "-"], "{}", "--cover reads the standard input, which is read already"),
        (vec!["--cover", "-;type=png"], "", "`cover` is refused: its media type"),
    ] {
        let outcome = call(&recorder, &[&upload[..], &more].concat(), stdin.as_bytes());
        assert_eq!(outcome.exit, Exit::Usage, "{more:?}");
        assert!(outcome.stderr.contains(expected), "{}", outcome.stderr);
    }
    assert!(recorder.take().is_empty());
}

#[test]
fn a_dry_run_and_a_snippet_name_the_files() {
    let recorder = Recorder::start().unwrap();
    let folder = Scratch::new().unwrap();
    let cover = folder.write("cover.png", "").unwrap();
    let cover = cover.to_str().unwrap();
    let args = ["call", "uploads.upload", "--title", "t", "--cover", cover, "--dry-run"];
    let curl = call(&recorder, &args, b"").stdout;
    assert!(curl.contains(&format!("--form 'cover=@{cover};type=image/png'")), "{curl}");
    let content = format!("@{cover}");
    let curl =
        call(&recorder, &["call", "uploads.store", "--name", "n", "--content", &content, "--dry-run"], b"").stdout;
    assert!(curl.contains(&format!("--upload-file '{cover}'")), "{curl}");
    let refused = call(&recorder, &["call", "uploads.store", "--name", "n", "--content", "@-", "--dry-run"], b"");
    assert!(refused.stderr.contains("a snippet does not read the standard input"), "{}", refused.stderr);
    // The file of a snippet need not exist.
    let args = ["snippet", "uploads.upload", "-l", "python", "--cover", "gone/a.gif", "--files", "b", "--files", "c"];
    let python = call(&recorder, &args, b"").stdout;
    for part in ["open(\"gone/a.gif\", \"rb\"), \"image/gif\"", "open(\"b\", \"rb\")", "open(\"c\", \"rb\")"] {
        assert!(python.contains(part), "{part} is not in {python}");
    }
    assert!(recorder.take().is_empty());
}

#[test]
fn the_description_has_files_and_constants() {
    let recorder = Recorder::start().unwrap();
    let text = call(&recorder, &["describe", "uploads.upload"], b"").stdout;
    for part in [
        "cover  (field, file, required)\n      The front page.\n      given by --cover, or \"cover\" in --input",
        "files  (field files[], list of file, optional)",
        "Always sent\n  v  (query)  1\n  X-Kind  (header)  upload\n  version  (field)  2\n",
        "--cover cover.txt",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let json = call(&recorder, &["describe", "uploads.upload", "--json"], b"").stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["constants"][2], json!({ "in": "field", "name": "version", "value": "2" }));
    assert_eq!(json["input"]["properties"]["cover"]["required"], json!(["file_name"]));
    // An operation without constants has no list of them.
    let store = call(&recorder, &["describe", "uploads.store", "--json"], b"").stdout;
    assert!(!store.contains("constants"), "{store}");
}

/// Answers each connection with the next of these bodies, an empty one with the status 400, and returns the targets of the requests when all are answered.
fn answering(bodies: Vec<String>) -> (SocketAddr, thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let mut bodies = VecDeque::from(bodies);
    let serving = thread::spawn(move || {
        let mut targets = Vec::new();
        while let Some(body) = bodies.pop_front() {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map(|line| line.unwrap());
            targets.push(lines.next().unwrap().split(' ').nth(1).unwrap().to_owned());
            lines.find(String::is_empty);
            let status = if body.is_empty() { "400 Bad Request" } else { "200 OK" };
            let length = body.len();
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nContent-Type: application/json");
            stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n{body}").as_bytes()).unwrap();
        }
        targets
    });
    (address, serving)
}

fn list_all(address: SocketAddr) -> Outcome {
    let url = format!("http://{address}");
    let variables = [("ACME_BASE_URL", url.as_str()), ("ACME_TOKEN", "t")];
    run_with(bearer(), &["call", "uploads.list", "--all"], &variables, b"")
}

#[test]
fn all_pages_of_a_list_are_printed_as_one_item_a_line() {
    let page = |items: &str, next: Option<&str>| format!("{{\"items\":[{items}],\"next\":{}}}", json!(next));
    let (address, serving) =
        answering(vec![page(r#"{"id": 1.10}, {"id": 2}"#, Some("a&b")), page("", Some("c")), page("\"three\"", None)]);
    let outcome = list_all(address);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (Exit::Success, ""));
    assert_eq!(outcome.stdout, "{\"id\":1.10}\n{\"id\":2}\n\"three\"\n");
    assert_eq!(serving.join().unwrap(), ["/items", "/items?cursor=a%26b", "/items?cursor=c"]);
}

#[test]
fn the_items_before_a_page_that_fails_are_printed() {
    let first = r#"{"items":[1],"next":"a"}"#.to_owned();
    let (address, serving) = answering(vec![first, String::new()]);
    let outcome = list_all(address);
    assert_eq!((outcome.exit, outcome.stdout.as_str()), (Exit::ApiError, "1\n"));
    assert!(outcome.stderr.contains("400"), "{}", outcome.stderr);
    assert_eq!(serving.join().unwrap().last().unwrap(), "/items?cursor=a");
}

#[test]
fn an_operation_without_pages_refuses_all_of_them() {
    let recorder = Recorder::start().unwrap();
    let outcome = call(&recorder, &["call", "uploads.session", "--all"], b"");
    assert_eq!(outcome.exit, Exit::Usage);
    assert!(outcome.stderr.contains("`uploads.session` has no pages"), "{}", outcome.stderr);
}

#[test]
fn combined_credentials_are_all_needed_and_all_sent() {
    let part = |name: &str, variable: &str| CredentialPart::new(name, variable);
    let auth = AuthScheme::basic(part("user", "ACME_USER"), part("password", "ACME_PASSWORD"))
        .and(AuthScheme::api_key("X-Application", part("application", "ACME_APPLICATION")))
        .and(AuthScheme::cookie_key("auth", part("key", "ACME_KEY")));
    let recorder = Recorder::start().unwrap();
    let url = recorder.url();
    let mut variables = vec![
        ("ACME_BASE_URL", url.as_str()),
        ("ACME_USER", "u"),
        ("ACME_PASSWORD", "p"),
        ("ACME_APPLICATION", "a"),
        ("ACME_KEY", "k"),
    ];
    let outcome = run_with(auth.clone(), &["call", "uploads.session"], &variables, b"");
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (Exit::Success, ""));
    let request = recorder.take_one().unwrap();
    assert_eq!(request.header("authorization"), Some("Basic dTpw"));
    assert_eq!((request.header("x-application"), request.header("cookie")), (Some("a"), Some("auth=k")));
    variables.pop();
    let refused = run_with(auth, &["call", "uploads.session"], &variables, b"");
    assert_eq!(refused.exit, Exit::Usage);
    let error = "ACME_USER, ACME_PASSWORD, ACME_APPLICATION are given, but ACME_KEY is not";
    assert!(refused.stderr.contains(error), "{}", refused.stderr);
}

#[test]
fn keys_and_cookies_are_sent_and_not_shown() {
    let key = || CredentialPart::new("key", "ACME_KEY");
    for (auth, target, cookie, curl) in [
        (
            AuthScheme::query_key("api key", key()),
            "/session?api%20key=k%26%3D",
            "theme=dark; sid=s",
            "url = \"https://api.acme.example/session?api%20key=$(printf %s \"$ACME_KEY\"",
        ),
        (AuthScheme::cookie_key("auth", key()), "/session", "theme=dark; sid=s; auth=k&=", "; auth=$ACME_KEY"),
    ] {
        let recorder = Recorder::start().unwrap();
        let url = recorder.url();
        let variables = [("ACME_BASE_URL", url.as_str()), ("ACME_KEY", "k&="), ("ACME_SID", "s")];
        let outcome = run_with(auth.clone(), &["call", "uploads.session", "--theme", "dark"], &variables, b"");
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (Exit::Success, ""));
        let request = recorder.take_one().unwrap();
        assert_eq!((request.target.as_str(), request.header("cookie")), (target, Some(cookie)));
        assert_eq!(request.header("authorization"), None);
        // A cookie that is a secret is no flag, and a dry run shows neither of them.
        let refused = run_with(auth.clone(), &["call", "uploads.session", "--sid", "s"], &variables, b"");
        assert!(refused.stderr.contains("--sid is not accepted"), "{}", refused.stderr);
        let args = ["call", "uploads.session", "--theme", "dark", "--dry-run"];
        let shown = run_with(auth, &args, &[("ACME_KEY", "k&="), ("ACME_SID", "s")], b"").stdout;
        assert!(
            shown.contains(curl) && shown.contains("theme=dark; sid=$ACME_SID") && !shown.contains("k&="),
            "{shown}"
        );
    }
}
