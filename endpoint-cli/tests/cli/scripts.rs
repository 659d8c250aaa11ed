//! Help, completions, the manual, the document, and a provider that cannot be built.

use endpoint_cli::{Cli, Exit, Io};
use endpoint_runtime::provider::Provider;

use crate::support::acme;

#[test]
fn help_is_everywhere_and_has_examples() {
    for words in ["", "list", "describe", "call", "snippet", "openapi", "sdk typescript", "completions", "man"] {
        let help = acme(&format!("{words} --help")).done();
        assert!(help.contains("Usage: acme") && help.contains("Example"), "{words}: {help}");
    }
    let help = acme("--help").done();
    for part in [
        "ACME_SECRET",
        "ACME_BASE_URL",
        "ACME_PROFILE",
        "ACME_CONFIG",
        "  3  the API answered with an error",
        "acme call things.find --help",
    ] {
        assert!(help.contains(part), "{part}\nis not in\n{help}");
    }
    assert!(!help.contains("sandbox"), "a command that this provider does not have");
    assert_eq!(acme("--version").done(), "acme 1.2.3\n");
    let nothing = acme("").run();
    assert_eq!((nothing.exit, nothing.stdout.as_str()), (Exit::Usage, ""));
    assert!(nothing.stderr.contains("Usage: acme <COMMAND>"), "{}", nothing.stderr);
    let message = acme("lits").usage();
    assert!(message.contains("unrecognized subcommand 'lits'") && message.contains("'list'"), "{message}");
}

#[test]
fn help_marks_the_flags_that_take_json_and_shows_one() {
    for words in ["call things.make --help", "call --help"] {
        let help = acme(words).done();
        assert!(help.contains("Flags marked [JSON] take a JSON text, as in\n  --owner '{\"name\":"), "{help}");
    }
    let help = acme("call things.make --help").done();
    let marked = |flag: &str| {
        let (_, behind) = help.split_once(&format!("--{flag} <")).unwrap();
        behind.split("\n      --").next().unwrap().contains("[JSON")
    };
    assert_eq!(["owner", "extra", "name", "labels"].map(marked), [true, true, false, false], "{help}");
    assert!(!acme("call things.find --help").done().contains("JSON]"));
}

#[test]
fn completions_know_operations_and_flags_and_no_secrets() {
    for shell in ["bash", "zsh", "fish"] {
        let script = acme(&format!("completions {shell}")).done();
        for part in ["things.find", "thing-id", "shut_down", "typescript", "aliases-null"] {
            assert!(script.contains(part), "{shell}: {part}");
        }
        assert!(!script.contains("-session") && !script.contains("-key-id"), "{shell}");
    }
    let message = acme("completions tcsh").usage();
    assert!(message.contains("[possible values: bash, elvish, fish, powershell, zsh]"), "{message}");
}

#[test]
fn bash_is_offered_no_value_that_it_would_run() {
    let script = acme("completions bash").done();
    assert!(!script.contains("touch ran") && script.contains("plain"), "{script}");
    assert!(acme("call things.bill --help").done().contains("$(touch ran)"), "help shows it");
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let page = acme("man").done();
    for part in [".TH acme 1", ".SH NAME", "acme\\-call(1)", "Exit codes:"] {
        assert!(page.contains(part), "{part}\nis not in\n{page}");
    }
    let page = acme("man call").done();
    assert!(page.contains(".TH acme-call 1") && page.contains("\\-\\-dry\\-run"), "{page}");
    let page = acme("man call things.find").done();
    assert!(page.contains(".TH acme-call 1  \"acme 1.2.3\""), "{page}");
    assert!(page.contains("\\-\\-thing\\-id") && page.contains("ACME_SESSION"), "{page}");
    let message = acme("man cal").usage();
    assert_eq!(message, "error: `acme` has no command `cal`; did you mean `call`?\n");
}

#[test]
fn the_document_is_printed() {
    let document = acme("openapi").json();
    assert_eq!(document["paths"]["/things/{thing_id}"]["delete"]["operationId"], "things_remove");
}

#[test]
fn a_provider_that_cannot_be_built_says_so() {
    let (mut stdin, mut stdout, mut stderr) = (std::io::empty(), Vec::new(), Vec::new());
    let io = Io::new(&mut stdin, &mut stdout, &mut stderr);
    assert_eq!(Cli::new(Provider::builder("acme").build()).run(["list"], io), Exit::LocalFailure);
    let stderr = String::from_utf8(stderr).unwrap();
    assert!(stderr.starts_with("error: the provider has no environment"), "{stderr}");
}

#[test]
fn the_command_is_one_that_clap_can_build() {
    // clap checks a command in debug builds only, and only when it is used. All subcommands are used here.
    for words in ["call", "snippet", "describe"] {
        for operation in ["things.find", "things.make", "things.remove", "things.hello", "things.file"] {
            acme(&format!("{words} {operation} -h")).done();
        }
    }
}
