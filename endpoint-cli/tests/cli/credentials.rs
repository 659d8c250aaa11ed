//! Credentials and base URLs: their sources, and the invalid ones.

use std::process::Command;

use endpoint_cli::Exit;
use endpoint_test_support::{recorder::Recorder, scratch::Scratch};

use crate::support::{CREDENTIALS, Run, acme, write_with_mode};

const PROFILES: &str = r#"{
    "default": { "key_id": "key-2", "secret": "s3cret-default" },
    "tok": { "token": "s3cret-token", "base_url": "https://tok.example/acme" },
    "part": { "key_id": "key-3" },
    "padded": { "token": "s3cret-token\n" },
    "typo": { "tokn": "s3cret-token" },
    "number": { "token": 5 },
    "live": { "key_id": "live-1", "secret": "s3cret-live" },
    "insecure": { "token": "s3cret-token", "base_url": "http://acme.example" }
}"#;

fn find() -> Run {
    acme("call things.find --thing-id t")
}

/// Returns the base URL of a call, as its dry run shows it.
fn url(run: Run) -> String {
    let shown = run.arg("--dry-run").run();
    assert_eq!(shown.exit, Exit::Success, "{}", shown.stderr);
    shown.stdout.split('\'').nth(1).unwrap().split("/things").next().unwrap().to_owned()
}

/// Returns the `Authorization` header of a call.
fn authorization(run: Run) -> Option<String> {
    let recorder = Recorder::start().unwrap();
    run.arg("--base-url").arg(recorder.url()).run();
    recorder.take_one().unwrap().header("authorization").map(str::to_owned)
}

const KEY_1: &str = "Basic a2V5LTE6czNjcmV0LWtleQ==";
const KEY_2: &str = "Basic a2V5LTI6czNjcmV0LWRlZmF1bHQ=";

#[test]
fn a_named_profile_goes_before_the_environment_and_that_before_the_default_one() {
    let scratch = Scratch::new().unwrap();
    let path = write_with_mode(&scratch, "credentials.json", PROFILES, 0o600);
    let config = [("ACME_CONFIG", path.to_str().unwrap())];
    let token = Some("Bearer s3cret-token");
    let marked = write_with_mode(&scratch, "marked.json", &format!("\u{feff}{PROFILES}"), 0o600);
    assert_eq!(authorization(find().env([("ACME_CONFIG", marked.to_str().unwrap())])).as_deref(), Some(KEY_2));
    let carried = |run: Run| authorization(run.env(config));
    assert_eq!(carried(find()).as_deref(), Some(KEY_2));
    assert_eq!(carried(find().env(CREDENTIALS)).as_deref(), Some(KEY_1));
    assert_eq!(carried(find().env(CREDENTIALS).env([("ACME_PROFILE", "tok")])).as_deref(), token);
    assert_eq!(
        carried(find().arg("--profile=tok").env(CREDENTIALS).env([("ACME_PROFILE", "default")])).as_deref(),
        token
    );
    assert_eq!(carried(find().env([("ACME_TOKEN", "s3cret-token")])).as_deref(), token);
    assert_eq!(carried(acme("call things.hello").env(CREDENTIALS)), None, "an endpoint without a credential");
}

#[test]
fn the_base_url_is_that_of_the_option_the_environment_the_profile_or_the_credential() {
    let scratch = Scratch::new().unwrap();
    let path = write_with_mode(&scratch, "acme/credentials.json", PROFILES, 0o600);
    let config = [("ACME_CONFIG", path.to_str().unwrap())];
    let environment = [("ACME_BASE_URL", "https://env.example")];
    let tok = || find().arg("--profile=tok").env(config);
    assert_eq!(url(tok().env(environment).arg("--base-url=https://flag.example/")), "https://flag.example");
    assert_eq!(
        url(tok().env(environment)),
        "https://tok.example/acme",
        "a profile that is asked for is taken as a whole"
    );
    let by_variable = [("ACME_PROFILE", "tok"), config[0], environment[0]];
    assert!(find().env(by_variable).usage().starts_with("error: ACME_BASE_URL and `base_url` of the profile `tok`"));
    let message = find().arg("--profile=live").env(config).env(environment).usage();
    assert!(
        message.starts_with("error: ACME_BASE_URL is set, and the credential is of the profile `live`"),
        "{message}"
    );
    assert_eq!(url(find().env(CREDENTIALS).env(config).env(environment)), "https://env.example");
    assert_eq!(url(tok()), "https://tok.example/acme");
    assert_eq!(url(find().arg("--profile=live").env(config)), "https://acme.example");
    assert_eq!(url(find().env(config)), "https://test.acme.example");
    assert_eq!(url(find()), "https://test.acme.example", "a dry run needs no credential");
    // The folders that are searched for the file.
    let folder = scratch.path().to_str().unwrap();
    assert_eq!(url(find().arg("--profile=tok").env([("XDG_CONFIG_HOME", folder)])), "https://tok.example/acme");
    write_with_mode(
        &scratch,
        ".config/acme/credentials.json",
        r#"{"home": {"base_url": "https://home.example"}}"#,
        0o400,
    );
    let home = [("HOME", folder), ("XDG_CONFIG_HOME", "relative")];
    assert_eq!(url(find().arg("--profile=home").env(home)), "https://home.example");
}

#[test]
fn a_file_that_others_may_read_is_refused() {
    let scratch = Scratch::new().unwrap();
    for mode in [0o644, 0o640, 0o620, 0o604, 0o601] {
        let path = write_with_mode(&scratch, "credentials.json", PROFILES, mode);
        let path = path.to_str().unwrap();
        let message = find().arg("--profile=tok").env([("ACME_CONFIG", path)]).usage();
        let expected = format!(
            "error: {path:?} has mode {mode:04o}, so other users can use it; set its mode to 0600 (`chmod 600`)\n"
        );
        assert_eq!(message, expected);
        // The default profile is read from the same file.
        assert_eq!(find().env([("ACME_CONFIG", path)]).usage(), expected);
    }
}

#[test]
fn an_invalid_profile_is_reported_without_its_values() {
    let scratch = Scratch::new().unwrap();
    let path = write_with_mode(&scratch, "credentials.json", PROFILES, 0o600);
    let path = path.to_str().unwrap();
    for (profile, expected) in [
        (
            "tko",
            format!(
                "{path} has no profile `tko`; did you mean `tok`?; it has `default`, `tok`, `part`, `padded`, `typo`, `number`, `live`, `insecure`"
            ),
        ),
        (
            "part",
            format!(
                "`key_id` of the profile `part` in {path} is given, but `secret` of the profile `part` in {path} is not; give all of them"
            ),
        ),
        ("padded", format!("`token` of the profile `padded` in {path} begins or ends with white space")),
        (
            "typo",
            format!(
                "{path}: the profile `typo` has an unknown member `tokn`; it may have key_id, secret, token, base_url"
            ),
        ),
        (
            "number",
            format!(
                "{path}: the profile `number` is not an object of strings, as in {{\"default\": {{\"key_id\": \"…\", \"secret\": \"…\"}}}}"
            ),
        ),
        ("insecure", format!("`base_url` of the profile `insecure` in {path} is refused: plain http")),
    ] {
        let shown = find().arg("--profile").arg(profile).env([("ACME_CONFIG", path)]).usage();
        assert!(shown.starts_with(&format!("error: {expected}")), "{shown}");
        assert!(!shown.contains("s3cret"), "{shown}");
    }
    for (text, expected) in [
        (r#"{"default": {"token": "s3cret-token""#, "cannot be read: the JSON ends too early"),
        (r#"{"tok": {"token": "s3cret-1", "token": "s3cret-2"}}"#, "cannot be read: the key `token` occurs twice"),
        ("[]", "is not a JSON object of profiles by their names, as in {\"default\""),
    ] {
        write_with_mode(&scratch, "credentials.json", text, 0o600);
        let shown = find().env([("ACME_CONFIG", path)]).usage();
        assert!(shown.contains(expected) && shown.contains(path) && !shown.contains("s3cret"), "{shown}");
    }
}

#[test]
fn a_profile_that_is_named_has_to_be_there() {
    let message = find().arg("--profile=tok").env([("ACME_CONFIG", "/nowhere/credentials.json")]).usage();
    assert!(
        message.starts_with("error: there is no profile `tok`: /nowhere/credentials.json does not exist; write it"),
        "{message}"
    );
    assert!(message.trim_end().ends_with("run: chmod 600 /nowhere/credentials.json"), "{message}");
    let message = find().arg("--profile=tok").usage();
    assert_eq!(message, "error: cannot find the credentials file; set HOME, or set ACME_CONFIG to its path\n");
}

#[test]
fn a_missing_or_incomplete_credential_is_reported_by_its_variables() {
    let message = find().env([("HOME", "/home/ada")]).usage();
    assert_eq!(
        message,
        "error: no credential was found; set ACME_KEY_ID and ACME_SECRET, or ACME_TOKEN, or write a profile into \
         /home/ada/.config/acme/credentials.json ({\"default\": {\"key_id\": \"…\", \"secret\": \"…\"}})\n"
    );
    let message = find().env([("ACME_KEY_ID", "key-1")]).usage();
    assert_eq!(message, "error: ACME_KEY_ID is given, but ACME_SECRET is not; give all of them\n");
    let message = find().env([("ACME_SECRET", "s3cret-key"), ("ACME_KEY_ID", "")]).usage();
    assert_eq!(message, "error: ACME_SECRET is given, but ACME_KEY_ID is not; give all of them\n");
    let message = find().env([("ACME_KEY_ID", "key-1"), ("ACME_SECRET", "s3cret-key\n")]).usage();
    assert!(message.starts_with("error: ACME_SECRET begins or ends with white space"), "{message}");
    let message = find().env([("ACME_KEY_ID", "a:b"), ("ACME_SECRET", "s3cret-key")]).usage();
    assert!(message.contains("user name"), "{message}");
    let message = find().env([("ACME_BASE_URL", "ftp://x")]).usage();
    assert!(message.starts_with("error: ACME_BASE_URL is refused: "), "{message}");
    let message = find().arg("--base-url=http://acme.example").env(CREDENTIALS).usage();
    assert!(message.starts_with("error: --base-url is refused: plain http"), "{message}");
}

#[test]
fn a_dry_run_of_a_profile_says_which_variables_hold_the_credential() {
    let scratch = Scratch::new().unwrap();
    let path = write_with_mode(&scratch, "credentials.json", PROFILES, 0o600);
    let run = |words: &str| acme(words).arg("--dry-run").env([("ACME_CONFIG", path.to_str().unwrap())]).run();
    let shown = run("call things.find --thing-id t --profile live");
    let expected =
        "the credential is that of the profile `live`; the call below takes it from ACME_KEY_ID and ACME_SECRET\n";
    assert_eq!((shown.exit, shown.stderr.as_str()), (Exit::Success, expected));
    assert!(shown.stdout.contains("$ACME_KEY_ID:$ACME_SECRET") && !shown.stdout.contains("s3cret"), "{}", shown.stdout);
    assert_eq!(run("call things.hello --profile live").stderr, "", "it takes none");
}

#[test]
fn credentials_in_a_pipe_are_refused_and_not_waited_for() {
    let scratch = Scratch::new().unwrap();
    let pipe = scratch.path().join("pipe");
    assert!(Command::new("mkfifo").arg("-m600").arg(&pipe).status().unwrap().success());
    let message = find().env([("ACME_CONFIG", pipe.to_str().unwrap())]).usage();
    assert_eq!(message, format!("error: {} cannot be read: it is no regular file\n", pipe.display()));
}
