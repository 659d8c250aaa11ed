//! The option `query("key" = value)`: a pair of the query that every call sends.

use super::{constant_value::Constant, route::Route};
use crate::{
    diagnostics::Diagnostics,
    model::{QueryPair, QueryValue},
    percent,
};

/// Checks a constant of the query, and reports one that has no text.
pub(super) fn check(constant: &Constant, diagnostics: &mut Diagnostics) -> bool {
    let Constant { name, value } = constant;
    if name.value().is_empty() {
        diagnostics.report(name, "the key of the query is empty", "write the key that is sent");
        return false;
    }
    let is_valid = value.text().is_some();
    if !is_valid {
        let help = "write a text in quotes, a number without a suffix, `true` or `false`; arguments are named in the template: `?<page>`";
        diagnostics.report(value, "this cannot be the value of a constant of the query", help);
    }
    is_valid
}

/// Adds the constants to the template of a method. Those of the trait give way to a key that the method's template or constants have,
/// and a URL that a response gave has them already.
pub(super) fn add(own: &[Constant], of_trait: &[Constant], route: &mut Route, diagnostics: &mut Diagnostics) {
    let is_url = route.template.url.is_some();
    for constant in own {
        let key = constant.name.value();
        if route.template.query.iter().any(|pair| pair.key == key) {
            let problem = format!("the query key `{key}` is in the template, too");
            diagnostics.report(&constant.name, problem, "remove one of them");
        } else {
            route.template.query.extend(pair(constant));
        }
    }
    for constant in of_trait.iter().filter(|_| !is_url) {
        let key = constant.name.value();
        if !route.template.query.iter().any(|pair| pair.key == key) {
            route.template.query.extend(pair(constant));
        }
    }
}

fn pair(constant: &Constant) -> Option<QueryPair> {
    let key = constant.name.value();
    let value = QueryValue::Literal(percent::encode(constant.value.text()?));
    Some(QueryPair { written_key: percent::encode_key(&key), key, value })
}
