//! Checks of a tree of clients.

use std::collections::{HashMap, HashSet};

use quote::format_ident;
use syn::{Attribute, Ident, Path};

use super::{
    attributes::{cfgs, doc_attributes},
    unraw_name,
};
use crate::{
    case::to_snake_case,
    diagnostics::{self, Diagnostics, to_source},
    model::tree::{FunctionKind, Step, Target, Tree, TreeFunction},
    syntax::tree::{WrittenFunction, WrittenStep, WrittenTarget, WrittenTree},
};

const FUNCTIONS: [(&str, FunctionKind); 2] =
    [("endpoints", FunctionKind::Endpoints), ("schemas", FunctionKind::Schemas)];

/// Checks a tree, and reports what is wrong. The rest is kept.
pub(crate) fn lower(written: WrittenTree, diagnostics: &mut Diagnostics) -> Tree {
    let WrittenTree { runtime, functions, root, errors } = written;
    if root.is_none() && errors.is_empty() {
        let message =
            "the tree has no steps\nhelp: add `impl Root { step: path::Trait }`, with the type that `Root` names";
        diagnostics.report_syntax_error(syn::Error::new(proc_macro2::Span::call_site(), message));
    }
    for error in errors {
        diagnostics.report_syntax_error(error);
    }
    let mut lowering = Lowering { traits: HashMap::new(), structs: HashSet::new(), diagnostics };
    let functions = lowering.functions(functions);
    let root = root.map(|root| (root.type_path, lowering.steps(root.steps, &[])));
    Tree { runtime, functions, root }
}

struct Lowering<'d> {
    /// The steps that lead to each trait, by its path.
    traits: HashMap<String, Ident>,
    structs: HashSet<Ident>,
    diagnostics: &'d mut Diagnostics,
}

impl Lowering<'_> {
    fn functions(&mut self, written: Vec<WrittenFunction>) -> Vec<TreeFunction> {
        let mut functions: Vec<TreeFunction> = Vec::new();
        for WrittenFunction { attributes, visibility, name } in written {
            let known = FUNCTIONS.iter().find(|(known, _)| name == known);
            let Some((_, kind)) = known.copied() else {
                let help = diagnostics::suggest(&name.to_string(), &FUNCTIONS.map(|(name, _)| name));
                self.diagnostics.report(&name, format!("a tree has no list of `{name}`"), help);
                continue;
            };
            if functions.iter().any(|function| function.kind == kind) {
                self.diagnostics.report(&name, format!("`{name}` stands here twice"), "remove one of the two");
                continue;
            }
            let has_docs = !doc_attributes(&attributes).is_empty();
            functions.push(TreeFunction { attributes, has_docs, visibility, name, kind });
        }
        functions
    }

    fn steps(&mut self, written: Vec<WrittenStep>, above: &[Attribute]) -> Vec<Step> {
        let mut names = HashSet::new();
        written.into_iter().filter_map(|step| self.step(step, above, &mut names)).collect()
    }

    fn step(&mut self, written: WrittenStep, above: &[Attribute], names: &mut HashSet<String>) -> Option<Step> {
        let WrittenStep { attributes, name, target, steps } = written;
        self.check_attributes(&attributes);
        let text = unraw_name(&name);
        let snake_case = to_snake_case(&text);
        if text != snake_case {
            let help = format!("write `{snake_case}`: a step becomes a method");
            self.diagnostics.report(&name, format!("`{name}` is not in snake case"), help);
        }
        if !names.insert(text) {
            let problem = format!("there are two steps `{name}` at the same place");
            self.diagnostics.report(&name, problem, "rename one of them, or remove it");
            return None;
        }
        let target = match target {
            WrittenTarget::Trait(path) => self.client(path, &name)?,
            WrittenTarget::Struct(ident) => {
                if steps.is_empty() {
                    let problem = format!("nothing stands below the step `{name}`");
                    let help = format!("add its steps: `{name}: struct {ident} {{ step: path::Trait }}`; or remove it");
                    self.diagnostics.report(&name, problem, help);
                }
                if !self.structs.insert(ident.clone()) {
                    let problem = format!("two steps emit a struct `{ident}`");
                    self.diagnostics.report(&ident, problem, "give one of them another name");
                    return None;
                }
                Target::Struct(ident)
            }
        };
        let cfgs: Vec<_> = above.iter().cloned().chain(cfgs(&attributes)).collect();
        let steps = self.steps(steps, &cfgs);
        Some(Step { docs: doc_attributes(&attributes), cfgs, name, target, steps })
    }

    /// Finds the client of a trait that is listed once.
    fn client(&mut self, trait_path: Path, step: &Ident) -> Option<Target> {
        let text = to_source(&trait_path);
        let path = ["crate::", "self::"].iter().find_map(|root| text.strip_prefix(root)).unwrap_or(&text);
        if let Some(first) = self.traits.insert(path.to_owned(), step.clone()) {
            let problem = format!("`{text}` stands in the tree twice: the step `{first}` leads to it");
            self.diagnostics.report(&trait_path, problem, "remove one of the two");
            return None;
        }
        let mut client = trait_path.clone();
        let segment = client.segments.last_mut()?;
        segment.ident = format_ident!("{}Client", segment.ident, span = segment.ident.span());
        Some(Target::Client { trait_path, client })
    }

    fn check_attributes(&mut self, attributes: &[Attribute]) {
        for attribute in attributes {
            if !["doc", "cfg"].iter().any(|name| attribute.path().is_ident(name)) {
                let problem = format!("`{}` has no effect on a step", to_source(attribute.path()));
                self.diagnostics.report(attribute, problem, "remove it: a step takes documentation and `#[cfg(…)]`");
            }
        }
    }
}
