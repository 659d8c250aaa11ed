//! Markdown as safe HTML: raw HTML is shown as text, images as their alternative texts, and links lead to the web only.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Renders documentation as HTML. Its largest headings become `h{top}`.
pub(super) fn render(docs: &str, top: usize) -> Markup {
    let mut writer = Writer { out: String::with_capacity(docs.len() * 2), top, links: Vec::new() };
    for event in parser(docs) {
        writer.event(event);
    }
    PreEscaped(writer.out)
}

/// Returns the first paragraph as plain text on one line.
pub(super) fn summary(docs: &str) -> String {
    let mut out = String::new();
    for event in parser(docs) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock | TagEnd::CodeBlock) => break,
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the first sentence of a text, cut off after two lines.
pub(super) fn first_sentence(text: &str) -> String {
    const LONGEST: usize = 140;
    let sentence = text.split_inclusive(". ").next().unwrap_or_default().trim();
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

fn parser(docs: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    // Links to Rust items lead nowhere outside of rustdoc, so only their text is shown.
    let item = |link: BrokenLink<'_>| link.reference.starts_with('`').then_some((CowStr::from(""), CowStr::from("")));
    Parser::new_with_broken_link_callback(docs, options, Some(item))
}

struct Writer {
    out: String,
    top: usize,
    /// True for each open link that leads to the web.
    links: Vec<bool>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => {
                self.put("<code>");
                self.text(&code);
                self.put("</code>");
            }
            Event::SoftBreak => self.put("\n"),
            Event::HardBreak => self.put("<br>"),
            Event::Rule => self.put("<hr>"),
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::TaskListMarker(done) => self.put(if done { "☑ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.put("<p>"),
            Tag::Heading { level, .. } => self.heading("<h", level),
            Tag::BlockQuote(_) => self.put("<blockquote>"),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => self.put("<pre><code>"),
            Tag::List(None) => self.put("<ul>"),
            Tag::List(Some(first)) => self.with_number("<ol start=\"", first, "\">"),
            Tag::Item => self.put("<li>"),
            Tag::Table(_) => {
                self.put("<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>");
            }
            Tag::TableHead => self.put("<thead><tr>"),
            Tag::TableRow => self.put("<tr>"),
            Tag::TableCell => self.put("<td>"),
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            Tag::Strikethrough => self.put("<del>"),
            Tag::Link { dest_url, .. } => self.link(&dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.put("</p>"),
            TagEnd::Heading(level) => self.heading("</h", level),
            TagEnd::BlockQuote(_) => self.put("</blockquote>"),
            TagEnd::CodeBlock => self.put("</code></pre>"),
            TagEnd::List(true) => self.put("</ol>"),
            TagEnd::List(false) => self.put("</ul>"),
            TagEnd::Item => self.put("</li>"),
            TagEnd::Table => self.put("</tbody></table></div>"),
            TagEnd::TableHead => self.put("</tr></thead><tbody>"),
            TagEnd::TableRow => self.put("</tr>"),
            TagEnd::TableCell => self.put("</td>"),
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Strikethrough => self.put("</del>"),
            TagEnd::Link if self.links.pop() == Some(true) => self.put("</a>"),
            _ => {}
        }
    }

    /// Writes a link to the web, or only the text of another link.
    fn link(&mut self, target: &str) {
        let begins = |scheme: &str| target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        let is_web = begins("https://") || begins("http://");
        if is_web {
            self.put("<a rel=\"noopener noreferrer\" href=\"");
            self.text(target);
            self.put("\">");
        }
        self.links.push(is_web);
    }

    /// Writes a heading's tag, its rank lowered below the headings around the text.
    fn heading(&mut self, tag: &'static str, level: HeadingLevel) {
        let rank = (level as usize + self.top).saturating_sub(1).clamp(2, 6);
        self.with_number(tag, rank as u64, ">");
    }

    fn with_number(&mut self, before: &'static str, number: u64, after: &'static str) {
        self.put(before);
        self.out.push_str(&number.to_string());
        self.put(after);
    }

    fn put(&mut self, html: &'static str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '<' => self.put("&lt;"),
                '>' => self.put("&gt;"),
                '&' => self.put("&amp;"),
                '"' => self.put("&quot;"),
                '\'' => self.put("&#39;"),
                c => self.out.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_become_html() {
        for (docs, html) in [
            ("One *two* **three** `a<b>`", "<p>One <em>two</em> <strong>three</strong> <code>a&lt;b&gt;</code></p>"),
            ("# Errors\ntext", "<h3>Errors</h3><p>text</p>"),
            ("###### deep", "<h6>deep</h6>"),
            ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
            ("3. a", "<ol start=\"3\"><li>a</li></ol>"),
            ("```rust\nlet a = 1 < 2;\n```", "<pre><code>let a = 1 &lt; 2;\n</code></pre>"),
            (
                "see [`Error`](crate::Error), [`Other`] and [1]",
                "<p>see <code>Error</code>, <code>Other</code> and [1]</p>",
            ),
            (
                "[docs](https://example.com/?a=1&b=\"2\")",
                "<p><a rel=\"noopener noreferrer\" href=\"https://example.com/?a=1&amp;b=&quot;2&quot;\">docs</a></p>",
            ),
            ("![a picture](https://example.com/p.png)", "<p>a picture</p>"),
        ] {
            assert_eq!(render(docs, 3).into_string(), html);
        }
    }

    #[test]
    fn nothing_acts() {
        for docs in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "[x](//evil.example)",
            "[x](&#106;avascript:alert(1))",
            "<javascript:alert(1)>",
            "![x](javascript:alert(1))",
            "[x]: javascript:alert(1)\n\n[x]",
            "`<script>`",
            "```\"><script>\n</code></pre><script>alert(1)</script>\n```",
            "<!-- --><style>*{display:none}</style>",
            "<![CDATA[ ]]><svg onload=alert(1)>",
            "|a|\n|-|\n|<b onclick=x>|",
        ] {
            let html = render(docs, 2).into_string();
            for tag in ["<script", "<img", "<style", "<svg", "<b ", "<a ", " href=\"", "<!"] {
                assert!(!html.contains(tag), "{docs} gave {html}");
            }
        }
        let html = render("[x](https://example.com/\"onclick=\"alert(1))", 2).into_string();
        assert!(!html.contains("\"onclick"), "{html}");
    }

    #[test]
    fn what_stands_in_a_list_is_short() {
        assert_eq!(summary("Lists `all`\nof [them](https://example.com).\n\nMore."), "Lists all of them.");
        assert_eq!(first_sentence("One. Two."), "One.");
        assert_eq!(first_sentence(""), "");
        let long = first_sentence(&"größe ".repeat(60));
        assert!(long.ends_with(" …") && long.chars().count() <= 142, "{long}");
    }
}
