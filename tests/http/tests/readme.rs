//! The READMEs of the examples, and the links of the grammar in rustdoc. `tests/markdown` checks the code and the links of all pages.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::{fs, path::Path};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the names of the examples.
fn examples() -> Vec<String> {
    let entries = fs::read_dir(root().join("examples")).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|folder| folder.file_name().into_string().unwrap()).collect()
}

/// The definitions of links at the end of a page.
fn definitions(page: &str) -> Vec<(&str, &str)> {
    let links = page.lines().filter_map(|line| line.strip_prefix('[')?.split_once("]: "));
    links.collect()
}

#[test]
fn each_link_between_the_pages_of_the_grammar_leads_to_a_heading_and_has_its_counterpart_for_rustdoc() {
    let in_rustdoc = read("endpoint-runtime/docs/grammar/rustdoc-links.md");
    let in_rustdoc = definitions(&in_rustdoc);
    let pages = fs::read_dir(root().join("endpoint-runtime/docs/grammar")).unwrap();
    let pages = pages.map(|page| page.unwrap().path()).filter(|path| !path.ends_with("rustdoc-links.md"));
    let mut links = 0;
    for page in pages.chain([root().join("endpoint-runtime/docs/endpoints.md")]) {
        let text = fs::read_to_string(&page).unwrap();
        for (name, target) in definitions(&text) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let linked = fs::read_to_string(page.parent().unwrap().join(file));
            let linked = linked.unwrap_or_else(|_| panic!("{} links to {target}", page.display()));
            let mut headings =
                linked.lines().map(|line| line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-"));
            assert!(heading.is_empty() || headings.any(|line| line == heading), "{} links to {target}", page.display());
            let path = in_rustdoc.iter().find_map(|(other, path)| (*other == name).then_some(*path));
            let path = path.unwrap_or_else(|| panic!("rustdoc-links.md has no `{name}`"));
            let module = file.trim_end_matches(".md").rsplit('/').next().unwrap();
            let (item, anchor) = path.split_once('#').unwrap_or((path, ""));
            assert!(item.ends_with(module) && anchor == heading, "`{name}` is {target}, and {path} for rustdoc");
            links += 1;
        }
    }
    assert!(links > 15, "{links}");
}

/// The tests of an example run its program. A README with other commands is read by the example's own test.
#[test]
fn each_example_is_in_the_table_and_its_readme_has_commands_of_its_package() {
    let table = read("examples/README.md");
    let names = examples();
    assert!(!names.is_empty());
    for name in names {
        assert!(table.contains(&format!("\n| [`{name}`]({name}) |")), "the table of examples/README.md lacks {name}");
        let readme = read(&format!("examples/{name}/README.md"));
        let blocks = readme.split("```sh\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
        let commands: Vec<&str> = blocks.flat_map(str::lines).collect();
        for task in ["run", "test"] {
            let expected = format!("cargo {task} -p example-{name}");
            assert!(commands.contains(&&*expected), "{name}: {commands:?} lacks `{expected}`");
        }
        let is_of_package = |command: &&str| command.contains(&format!(" -p example-{name}"));
        assert!(commands.iter().all(is_of_package), "{name}: {commands:?}");
    }
}
