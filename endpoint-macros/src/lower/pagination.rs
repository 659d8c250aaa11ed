//! The checks of the option `paginate`.

use syn::{Ident, LitStr, Type};

use super::{
    options::{Options, report_twice},
    page_argument,
};
use crate::{
    diagnostics::{Diagnostics, find_similar, quoted_list, suggest},
    model::{Argument, PageArgument, PageField, Pagination, PaginationKind},
    syntax::{
        options::{OptionList, WrittenOption},
        page_field::WrittenPageField,
        types,
    },
};

/// One kind of pagination: the option that chooses it, and the other options that it has.
struct Kind {
    name: &'static str,
    value: PaginationKind,
    /// The option that names the field that the kind reads.
    field: Option<&'static str>,
    /// True if there is no next page without the field.
    needs_field: bool,
    form: &'static str,
}

const KINDS: [Kind; 6] = [
    Kind {
        name: "cursor",
        value: PaginationKind::Cursor,
        field: Some("next"),
        needs_field: true,
        form: "paginate(cursor = argument, next = field, items = field: Vec<T>)",
    },
    Kind {
        name: "after",
        value: PaginationKind::After,
        field: Some("last"),
        needs_field: true,
        form: "paginate(after = argument, last = field_of_an_item, items = field: Vec<T>)",
    },
    Kind {
        name: "page",
        value: PaginationKind::Page,
        field: Some("pages"),
        needs_field: false,
        form: "paginate(page = argument, items = field: Vec<T>)",
    },
    Kind {
        name: "offset",
        value: PaginationKind::Offset,
        field: Some("total"),
        needs_field: false,
        form: "paginate(offset = argument, items = field: Vec<T>)",
    },
    Kind {
        name: "link",
        value: PaginationKind::Link,
        field: None,
        needs_field: false,
        form: "paginate(link, items = field: Vec<T>)",
    },
    Kind {
        name: "url",
        value: PaginationKind::Url,
        field: None,
        needs_field: false,
        form: "paginate(url = field, items = field: Vec<T>)",
    },
];

/// The option as written.
pub(super) struct WrittenPagination {
    /// The name `paginate`, at which missing parts are reported.
    name: Ident,
    options: Vec<WrittenOption>,
}

/// Reads the option, whose content is checked when the arguments are known.
pub(super) fn read(options: &mut Options<'_>) -> Option<WrittenPagination> {
    let (name, tokens) =
        options.named_list("paginate", "`paginate(cursor = argument, next = field, items = field: Vec<T>)`")?;
    let OptionList { options: written, mistakes } = OptionList::parse(tokens);
    options.diagnostics().report_syntax_errors(mistakes);
    Some(WrittenPagination { name, options: written })
}

impl WrittenPagination {
    /// Checks the option against the arguments and the result of the method.
    pub(super) fn check(
        self,
        arguments: &[Argument],
        result: &Type,
        diagnostics: &mut Diagnostics,
    ) -> Option<Pagination> {
        let mistakes_before = diagnostics.count();
        let mut check = Check { name: self.name, options: self.options, arguments, diagnostics };
        let pagination = check.pagination(result);
        pagination.filter(|_| check.diagnostics.count() == mistakes_before)
    }
}

struct Check<'a> {
    name: Ident,
    options: Vec<WrittenOption>,
    arguments: &'a [Argument],
    diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    fn pagination(&mut self, result: &Type) -> Option<Pagination> {
        let kind = self.kind()?;
        let chosen = self.take(kind.name)?;
        let (mut argument, mut field) = (None, None);
        match kind.value {
            PaginationKind::Link if !chosen.is_flag() => {
                let help = "write `link`: the URL of the next page is in the header `Link`";
                self.diagnostics.report(&chosen, "`link` takes no value", help);
            }
            PaginationKind::Link => {}
            PaginationKind::Url => field = self.field(&chosen),
            _ => argument = self.argument(&chosen),
        }
        let mut known = vec![kind.name, "items", "more", "done", "limit"];
        if let Some(name) = kind.field {
            known.push(name);
            match self.take(name) {
                Some(option) => field = self.field(&option),
                None if kind.needs_field => {
                    let problem = format!("`{}` does not say which field leads to the next page", kind.name);
                    self.diagnostics.report(&chosen.name, problem, format!("add `{name} = field`: `{}`", kind.form));
                }
                None => {}
            }
        }
        let items = match self.take("items") {
            Some(option) => self.items(&option),
            None => {
                self.check_list(result);
                None
            }
        };
        let more = self.take("more").and_then(|option| self.field(&option));
        let done = self.take("done").and_then(|option| self.field(&option));
        let limit = self.take("limit").and_then(|option| self.argument(&option)).map(|argument| argument.name);
        let mut first = kind.value.usual_first();
        if matches!(kind.value, PaginationKind::Page | PaginationKind::Offset) {
            known.push("first");
            first = self.take("first").map_or(first, |option| self.first(&option));
        }
        self.report_unknown(&known);
        Some(Pagination { kind: kind.value, argument, field, items, more, done, limit, first })
    }

    /// Finds the option that chooses the kind.
    fn kind(&mut self) -> Option<&'static Kind> {
        let find = |option: &WrittenOption| KINDS.iter().find(|kind| option.name == kind.name);
        let mut chosen = self.options.iter().filter_map(|option| Some((option, find(option)?)));
        let Some((first, kind)) = chosen.next() else {
            let names = KINDS.map(|kind| kind.name);
            let misspelled = self.options.iter().find_map(|option| {
                let name = option.name.to_string();
                let is_field = KINDS.iter().any(|kind| kind.field == Some(&*name));
                find_similar(&name, names).filter(|_| !is_field).map(|similar| (option, similar))
            });
            match misspelled {
                Some((option, similar)) => {
                    let problem = format!("unknown option `{}`", option.name);
                    self.diagnostics.report(&option.name, problem, format!("did you mean `{similar}`?"));
                }
                None => self.diagnostics.report(
                    &self.name,
                    "`paginate` does not say how one page leads to the next",
                    format!("write `{}`, or another one of {}", KINDS[0].form, quoted_list(names)),
                ),
            }
            return None;
        };
        if let Some((second, _)) = chosen.find(|(option, _)| option.name != first.name) {
            let problem = format!("`{}` is a second way to the next page, beside `{}`", second.name, first.name);
            self.diagnostics.report(&second.name, problem, "remove one of them");
            return None;
        }
        Some(kind)
    }

    fn take(&mut self, name: &str) -> Option<WrittenOption> {
        let mut named = self.options.extract_if(.., |option| option.name == name);
        let first = named.next()?;
        for again in named {
            report_twice(&again.name, self.diagnostics);
        }
        Some(first)
    }

    /// Reads an option that names an argument.
    fn argument(&mut self, option: &WrittenOption) -> Option<PageArgument> {
        page_argument::read(option, self.arguments, self.diagnostics)
    }

    fn written_field(&mut self, option: &WrittenOption) -> Option<WrittenPageField> {
        let field = option.value.assigned::<WrittenPageField>();
        if field.is_none() {
            let problem = format!("invalid value for the option `{}`", option.name);
            let help = match option.value.assigned::<LitStr>() {
                Some(text) => format!(
                    "write the field as in Rust, without quotes: `{} = {}`; a member with another name follows it: `as \"/nextCursor\"`",
                    option.name,
                    text.value().trim_matches('/').replace('/', ".")
                ),
                None => format!("write a field of the response: `{} = results.{}`", option.name, option.name),
            };
            self.diagnostics.report(option, problem, help);
        }
        let field = field?;
        let invalid =
            field.pointer.as_ref().filter(|pointer| !pointer.value().is_empty() && !pointer.value().starts_with('/'));
        if let Some(pointer) = invalid {
            let help = format!("write `as \"/{}\"`", pointer.value().replace('.', "/"));
            self.diagnostics.report(pointer, "a member is named by a JSON pointer, which begins with `/`", help);
            return None;
        }
        Some(field)
    }

    /// Reads an option that names a field.
    fn field(&mut self, option: &WrittenOption) -> Option<PageField> {
        let field = self.written_field(option)?;
        if let Some(ty) = &field.ty {
            let help = format!("write `{} = {}`: only `items` has a type", option.name, field.source());
            self.diagnostics.report(ty, "this field has no type", help);
            return None;
        }
        Some(PageField { pointer: field.pointer(), path: field.path })
    }

    /// Reads the field of the items, and its type.
    fn items(&mut self, option: &WrittenOption) -> Option<(PageField, Type)> {
        let field = self.written_field(option)?;
        let source = field.source();
        if source.contains('?') {
            let help =
                "name a field that is there in each page; a list that may be absent has the type `Option<Vec<T>>`";
            self.diagnostics.report(&field, "the list of items is in an optional field", help);
            return None;
        }
        let Some(ty) = field.ty.clone() else {
            let problem = format!("the type of `{source}` is missing");
            self.diagnostics.report(
                &field,
                problem,
                format!("write it as the struct has it: `items = {source}: Vec<T>`"),
            );
            return None;
        };
        Some((PageField { pointer: field.pointer(), path: field.path }, ty))
    }

    /// Refuses a page that is visibly no list, without the option `items`.
    fn check_list(&mut self, result: &Type) {
        let page = types::only_argument(result);
        if page.is_some_and(|page| types::vec(page).is_none()) {
            let help = "write `items = field: Vec<T>`, with the field of the response that holds them, or return `Result<Vec<T>>`";
            self.diagnostics.report(&self.name, "the items of a page are missing", help);
        }
    }

    fn first(&mut self, option: &WrittenOption) -> u64 {
        let first = option.value.assigned::<syn::LitInt>().and_then(|first| first.base10_parse().ok());
        if first.is_none() {
            self.diagnostics.report(
                option,
                "invalid value for the option `first`",
                "write the number of the first page or item: `first = 0`",
            );
        }
        first.unwrap_or(1)
    }

    fn report_unknown(&mut self, known: &[&str]) {
        for option in std::mem::take(&mut self.options) {
            let name = option.name.to_string();
            let owner = KINDS.iter().find(|kind| kind.field == Some(&*name));
            let help = match owner {
                Some(_) if name == "last" => {
                    "write `done = field` for a field that is `true` in the last page; `last` belongs to `after`"
                        .to_owned()
                }
                Some(kind) => format!("remove it: it belongs to `{}`", kind.form),
                None if name == "first" => {
                    "remove it: it belongs to `page` and `offset`, as in `paginate(page = argument, first = 0, …)`"
                        .to_owned()
                }
                None => suggest(&name, known),
            };
            self.diagnostics.report(&option.name, format!("unknown option `{name}`"), help);
        }
    }
}
