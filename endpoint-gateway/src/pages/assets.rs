//! The script, the style sheet and the icon of the pages, under paths that contain a digest.

use sha2::{Digest, Sha256};

const SCRIPT: &str = include_str!("../../pages/dist/page.js");
const STYLE: &str = concat!(include_str!("../../pages/page.css"), "\n", include_str!("../../pages/console.css"));
const ICON: &str = include_str!("../../pages/icon.svg");

/// The files that the pages load.
#[derive(Clone, Debug)]
pub(super) struct Assets {
    pub(super) script: Asset,
    pub(super) style: Asset,
    pub(super) icon: Asset,
}

/// A file whose content never changes under its path.
#[derive(Clone, Debug)]
pub(super) struct Asset {
    pub(super) path: String,
    pub(super) content_type: &'static str,
    pub(super) text: &'static str,
}

impl Assets {
    pub(super) fn new() -> Self {
        Self {
            script: Asset::new("page", "js", "text/javascript; charset=utf-8", SCRIPT),
            style: Asset::new("page", "css", "text/css; charset=utf-8", STYLE),
            icon: Asset::new("icon", "svg", "image/svg+xml", ICON),
        }
    }

    pub(super) fn find(&self, path: &str) -> Option<&Asset> {
        [&self.script, &self.style, &self.icon].into_iter().find(|asset| asset.path == path)
    }
}

impl Asset {
    fn new(name: &str, extension: &str, content_type: &'static str, text: &'static str) -> Self {
        Self { path: format!("/-/assets/{name}-{}.{extension}", digest(text)), content_type, text }
    }
}

/// Returns a digest of a text in 32 hexadecimal digits.
pub(super) fn digest(text: &str) -> String {
    let digits = Sha256::digest(text);
    digits
        .iter()
        .take(16)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}
