//! Languages of messages.

use crate::prelude::*;

/// The language of a text message, by its tag (BCP 47); English when left out.
#[open_enum]
pub enum Locale {
    /// English.
    #[text("en")]
    English,
    /// Spanish.
    #[text("es")]
    Spanish,
    /// Brazilian Portuguese.
    #[text("pt-br")]
    BrazilianPortuguese,
    /// French.
    #[text("fr")]
    French,
    /// Italian.
    #[text("it")]
    Italian,
    /// German.
    #[text("de-DE")]
    German,
    /// Simplified Chinese.
    #[text("zh-Hans")]
    SimplifiedChinese,
    /// Catalan.
    #[text("ca-ES")]
    Catalan,
    /// Japanese.
    #[text("ja")]
    Japanese,
    /// Russian.
    #[text("ru")]
    Russian,
    /// Dutch.
    #[text("nl")]
    Dutch,
    /// Polish.
    #[text("pl")]
    Polish,
    /// Turkish.
    #[text("tr")]
    Turkish,
    /// Persian.
    #[text("fa")]
    Persian,
    /// Vietnamese.
    #[text("vi")]
    Vietnamese,
    /// Czech.
    #[text("cs")]
    Czech,
}

/// The language of an e-mail, or of a passcode that follows a sign-in by e-mail or password; English when left out.
#[open_enum]
pub enum EmailLocale {
    /// English.
    #[text("en")]
    English,
    /// Spanish.
    #[text("es")]
    Spanish,
    /// Brazilian Portuguese.
    #[text("pt-br")]
    BrazilianPortuguese,
    /// French.
    #[text("fr")]
    French,
}
