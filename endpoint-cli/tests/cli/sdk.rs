//! `sdk typescript`

use std::fs;

use endpoint_surface_tests::scratch::Scratch;

use crate::support::acme;

#[test]
fn a_package_is_written_and_written_again_but_not_over_something_else() {
    let scratch = Scratch::new().unwrap();
    let folder = scratch.path().join("new/sdk");
    let sdk = || acme("sdk typescript --name @acme/things --out").arg(folder.to_str().unwrap());
    let told = sdk().done();
    for path in told.lines() {
        assert!(fs::exists(path).unwrap(), "{path}");
    }
    let manifest = folder.join("package.json");
    assert!(told.contains(manifest.to_str().unwrap()), "{told}");
    let text = fs::read_to_string(&manifest).unwrap();
    assert!(text.contains("\"name\": \"@acme/things\""), "{text}");

    fs::write(&manifest, "{}").unwrap();
    sdk().done();
    assert_eq!(fs::read_to_string(&manifest).unwrap(), text, "it is its own folder");

    fs::remove_dir_all(&folder).unwrap();
    scratch.write("new/sdk/package.json", "mine").unwrap();
    scratch.write("new/sdk/mine.js", "mine").unwrap();
    let told = sdk().usage();
    assert_eq!(
        told,
        format!("error: {} holds something else; give another folder, or --force to write into it\n", folder.display())
    );
    assert_eq!(fs::read_to_string(&manifest).unwrap(), "mine");
    sdk().arg("--force").done();
    assert_eq!(fs::read_to_string(&manifest).unwrap(), text);
    assert_eq!(fs::read_to_string(folder.join("mine.js")).unwrap(), "mine");
}

#[test]
fn a_name_that_npm_does_not_take_and_a_folder_that_is_a_file_are_refused() {
    let scratch = Scratch::new().unwrap();
    let file = scratch.write("file", "mine").unwrap();
    let told = acme("sdk typescript --name Acme! --out").arg(file.to_str().unwrap()).usage();
    assert!(told.starts_with("error: --name: `Acme!` is no name of an npm package"), "{told}");
    let outcome = acme("sdk typescript --out").arg(file.to_str().unwrap()).run();
    assert_eq!(outcome.exit, endpoint_cli::Exit::Failed);
    assert!(outcome.stderr.starts_with(&format!("error: {}: ", file.display())), "{}", outcome.stderr);
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    let told = acme("sdk typescript").usage();
    assert!(told.contains("--out <DIR>"), "{told}");
}
