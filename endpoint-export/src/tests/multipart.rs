//! Multipart bodies in documents and snippets.

use std::collections::BTreeMap;

use endpoint_runtime::{
    Bytes, Content, FilePart, JsonMap, Result, endpoints,
    provider::{Environment, Provider},
};
use serde_json::{Value, json};

use crate::{
    openapi::openapi,
    snippet::{Language, SnippetOptions, snippet},
};

#[endpoints(schema)]
trait Uploads {
    #[endpoint(POST "/uploads", multipart, field("version" = 2), auth = none)]
    async fn upload(
        &self,
        title: String,
        /// The front page.
        cover: FilePart,
        #[field("files[]")] files: Vec<FilePart>,
        #[encode(json)] labels: Option<BTreeMap<String, u32>>,
        tags: Vec<String>,
    ) -> Result<()>;

    #[endpoint(POST "/notes", multipart, auth = none)]
    async fn note(&self, text: String) -> Result<()>;

    #[endpoint(PUT "/blobs/<name>", auth = none)]
    async fn store(&self, name: String, #[body(stream)] content: Content) -> Result<()>;

    #[endpoint(PUT "/folder/", auth = none)]
    async fn archive(&self, #[body(bytes)] content: Bytes) -> Result<()>;

    #[endpoint(GET "/search", body = json, auth = none)]
    async fn search(&self, text: String) -> Result<()>;
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.acme.example");
    Provider::builder("acme").environment(environment).resource(UploadsClient::SCHEMAS).build().unwrap()
}

fn written(id: &str, values: &Value, language: Language) -> String {
    let values: JsonMap = values.as_object().cloned().unwrap().into();
    let provider = provider();
    snippet(&provider, provider.operation(id).unwrap(), &values, &SnippetOptions::default(), language).unwrap()
}

#[test]
fn a_document_has_the_parts_with_their_media_types() {
    let document = serde_json::to_value(openapi(&provider())).unwrap();
    let content = |path: &str| {
        let content = &document["paths"][path]["post"]["requestBody"]["content"];
        assert_eq!(content.as_object().unwrap().len(), 1);
        content["multipart/form-data"].clone()
    };
    let upload = content("/uploads");
    let file = json!({ "type": "string", "contentMediaType": "application/octet-stream" });
    let mut cover = file.clone();
    cover["description"] = "The front page.".into();
    assert_eq!(upload["schema"]["properties"]["cover"], cover);
    assert_eq!(upload["schema"]["properties"]["files[]"], json!({ "type": "array", "items": file }));
    assert_eq!(upload["schema"]["properties"]["tags"], json!({ "type": "array", "items": { "type": "string" } }));
    assert_eq!(upload["schema"]["required"], json!(["version", "title", "cover"]));
    assert_eq!(
        upload["encoding"],
        json!({
            "cover": { "contentType": "*/*" },
            "files[]": { "contentType": "*/*" },
            "labels": { "contentType": "application/json" },
        })
    );
    // No JSON is an example of a file.
    assert_eq!(upload.get("example"), None);
    assert_eq!(content("/notes")["example"], json!({ "text": "text" }));
}

#[test]
fn programs_open_the_files_by_their_names() {
    let values = json!({
        "title": "T", "cover": { "file_name": "a.png", "content_type": "image/png", "content": "aGlkZGVu" },
        "files": [{ "file_name": "b", "text": "hidden" }], "labels": { "x": 1 },
    });
    for (language, parts) in [
        (
            Language::Curl,
            &["--form-string 'title=T'", "--form 'cover=@a.png;type=image/png'", "--form 'files[]=@b;"][..],
        ),
        (Language::Fetch, &["openAsBlob(\"a.png\")", "openAsBlob(\"b\")", "application/json"]),
        (
            Language::Python,
            &["(\"cover\", (\"a.png\", open(\"a.png\", \"rb\"), \"image/png\"))", "(\"title\", (None, \"T\"))"],
        ),
        (Language::Go, &["\"image/png\", open(\"a.png\"))", "mime/multipart"]),
        (
            Language::PowerShell,
            &[
                "(Resolve-Path -LiteralPath 'a.png')",
                "'Content-Type', 'multipart/form-data; boundary=",
                "filename=\"a.png\"",
            ],
        ),
        (
            Language::Rust,
            &[
                ".file(\"cover\", FilePart::open(\"a.png\")?.with_content_type(\"image/png\"))",
                "use endpoint_runtime::FilePart;",
                "use endpoint_runtime::dynamic::Arguments;",
            ],
        ),
        (Language::TypeScript, &["new File([await openAsBlob(\"a.png\")], \"a.png\", { type: \"image/png\" })"]),
    ] {
        let text = written("uploads_upload", &values, language);
        for part in parts {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert!(!text.contains("hidden") && !text.contains("aGlkZGVu"), "{text}");
    }
    // Without JSON, the request has its own type in Rust.
    let values = json!({ "title": "T", "cover": { "file_name": "a" }, "files": [{ "file_name": "b" }] });
    let rust = written("uploads_upload", &values, Language::Rust);
    for part in [
        "UploadRequest::new(",
        "FilePart::open(\"a\")?.with_content_type(\"application/octet-stream\")",
        ".files([FilePart::open(\"b\")?",
    ] {
        assert!(rust.contains(part) && !rust.contains("Arguments"), "{part} is not in {rust}");
    }
}

#[test]
fn a_whole_body_may_be_a_file() {
    let values = json!({ "name": "n", "content": { "file_name": "a.bin" } });
    for (language, parts) in [
        (Language::Curl, &["--request PUT", "--upload-file 'a.bin'"][..]),
        (Language::Fetch, &["import { openAsBlob } from", "body: await openAsBlob(\"a.bin\")"]),
        (Language::Python, &["data=open(\"a.bin\", \"rb\")"]),
        (Language::Go, &["body, err := os.ReadFile(\"a.bin\")", "bytes.NewReader(body)"]),
        (Language::PowerShell, &["::new([IO.File]::ReadAllBytes((Resolve-Path -LiteralPath 'a.bin')"]),
        (Language::Rust, &["let input = Arguments::new(input)", ".content(\"content\", Content::file(\"a.bin\")?);"]),
        (Language::TypeScript, &["import { readFile } from", "content: await readFile(\"a.bin\")"]),
    ] {
        let text = written("uploads_store", &values, language);
        for part in parts {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }
    // curl would add the name of the file to such a URL.
    let archive = written("uploads_archive", &json!({ "content": { "file_name": "a.bin" } }), Language::Curl);
    assert!(archive.contains("--data-binary '@a.bin'"), "{archive}");
}

#[test]
fn a_form_data_is_not_used_where_it_would_change_a_text() {
    let simple = written("uploads_note", &json!({ "text": "a" }), Language::Fetch);
    assert!(simple.contains("body.append(\"text\", \"a\");") && !simple.contains("openAsBlob"), "{simple}");
    let lines = written("uploads_note", &json!({ "text": "a\nb" }), Language::Fetch);
    assert!(lines.contains("new Blob([") && lines.contains("a\\nb"), "{lines}");
}

#[test]
fn a_body_of_get_is_refused_where_fetch_sends_it() {
    let provider = provider();
    let search = provider.operation("uploads_search").unwrap();
    let refused = |language| {
        snippet(&provider, search, &JsonMap::new(), &SnippetOptions::default(), language)
            .map_err(|error| error.to_string())
    };
    let error = refused(Language::Fetch).unwrap_err();
    assert_eq!(error, "JavaScript sends no body with GET; choose rust, curl, powershell, python, go");
    assert!(refused(Language::TypeScript).is_err());
    // Without a method, curl would send POST.
    assert!(refused(Language::Curl).unwrap().contains("--request GET"));
}
