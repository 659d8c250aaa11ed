//! Takes the programs of the guide out of its chapters, so that the commands of a chapter run what it shows.

use std::{env, error::Error, fs, path::Path};

/// The chapters, each with the name of its program.
const PROGRAMS: [(&str, &str); 1] = [("provider.md", "acme")];

/// The beginning of a program in a chapter.
const BEGIN: &str = "<!-- file: src/main.rs -->\n```rust,no_run\n";

fn main() -> Result<(), Box<dyn Error>> {
    let chapters = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../docs/guide/src");
    for (chapter, program) in PROGRAMS {
        let chapter = chapters.join(chapter);
        println!("cargo::rerun-if-changed={}", chapter.display());
        let text = fs::read_to_string(&chapter)?;
        let (_, rest) = text.split_once(BEGIN).ok_or("the chapter has no program")?;
        let (source, _) = rest.split_once("\n```\n").ok_or("the program has no end")?;
        fs::write(Path::new(&env::var("OUT_DIR")?).join(format!("{program}.rs")), source)?;
    }
    Ok(())
}
