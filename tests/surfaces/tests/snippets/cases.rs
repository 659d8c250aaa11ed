//! Calls with values: their snippets, and the requests that have to arrive.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use endpoint_export::snippet::{Language, SnippetError, SnippetOptions, snippet};
use endpoint_runtime::{
    Json, JsonMap, dynamic,
    metadata::ParameterLocation,
    provider::{AuthScheme, CredentialPart, InputParameter, Operation, Provider},
};
use endpoint_test_support::recorder::{RecordedRequest, Recorder};

use crate::{
    fixture_acme,
    values::{FRAGMENTS, ValueGenerator},
};

/// The secret of all authentication schemes, with all visible characters that need quoting somewhere.
pub(crate) const SECRET: &str = r#"s'e"c$r`e\t%s!~*{}"#;
const PROJECT: &str = "a-project-of-snippets";
const BASIC: &str = "Basic YS1wcm9qZWN0LW9mLXNuaXBwZXRzOnMnZSJjJHJgZVx0JXMhfip7fQ==";

/// Sensitive values for texts, headers and numbers.
const SECRET_TEXT: &str = "s'e\"c$r`e\\t \\\\ %s%41 \"é🦀\" !x/&=+?#";
const SECRET_HEADER: &str = "s'e\"c$r`e\\t \\\\ %s !x";
const SECRET_NUMBER: &str = "9007199254740993";
/// A list of secrets, as JSON.
const SECRET_LIST: &str = r#"["s'e\"c$r`e", "%s"]"#;

/// All secrets that a snippet could leak.
pub(crate) const SECRETS: [&str; 4] = [SECRET, SECRET_TEXT, SECRET_HEADER, SECRET_NUMBER];

/// A call: an operation with values, and a number by which its request is found.
pub(crate) struct Case {
    /// The number of the call, in which its base URL ends.
    pub(crate) number: usize,
    pub(crate) provider: Arc<Provider>,
    pub(crate) operation: Operation,
    /// The values that are filled in; `None` for a snippet with placeholders.
    pub(crate) values: Option<JsonMap>,
    base_url: String,
}

/// A provider with snippets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FixtureProvider {
    Stytch,
    Acme,
}

impl Case {
    /// Makes a call of the provider's operation with this number, modulo their count.
    fn new(fixture: FixtureProvider, number: usize, url: &str) -> Self {
        let base_url = format!("{url}/{number}");
        let round = number / fixture.operations();
        let provider = match fixture {
            FixtureProvider::Stytch => Arc::clone(&STYTCH),
            FixtureProvider::Acme => Arc::new(fixture_acme::at(&base_url, acme_auth(round)).unwrap()),
        };
        let operation = fixture.called(&provider).nth(number % fixture.operations()).unwrap().clone();
        Self { number, provider, operation, values: None, base_url }
    }

    /// Fills every required value in, and half of the others.
    fn fill(&mut self, generator: &mut ValueGenerator) {
        let mut values = JsonMap::new();
        for parameter in &self.operation.parameters {
            let metadata = parameter.metadata;
            if metadata.required || generator.chance() {
                let value = generator.value(&parameter.input_schema(), &self.operation.definitions, metadata.location);
                values.insert(metadata.name, value);
            }
        }
        // A group of headers is complete or absent.
        if values.contains_key("trace_proof") && !values.contains_key("trace") {
            values.insert("trace", generator.text(ParameterLocation::Header));
        }
        self.values = Some(values);
    }

    /// Writes the snippet, which calls the recorder.
    pub(crate) fn snippet(&self, language: Language) -> String {
        self.try_snippet(language).unwrap()
    }

    /// Writes the snippet, unless the language would round a number.
    pub(crate) fn try_snippet(&self, language: Language) -> Result<String, SnippetError> {
        let options = SnippetOptions::default().base_url(&self.base_url);
        let values = self.values.clone().unwrap_or_default();
        snippet(&self.provider, &self.operation, &values, &options, language)
    }

    /// Returns the environment variables that the snippet reads.
    pub(crate) fn environment(&self) -> BTreeMap<String, String> {
        let mut variables: BTreeMap<String, String> = [
            ("STYTCH_PROJECT_ID".to_owned(), PROJECT.to_owned()),
            ("STYTCH_SECRET".to_owned(), SECRET.to_owned()),
            ("ACME_TOKEN".to_owned(), SECRET.to_owned()),
            ("ACME_KEY_OF_MINE".to_owned(), SECRET.to_owned()),
        ]
        .into();
        for parameter in self.operation.parameters.iter().filter(|parameter| parameter.metadata.sensitive) {
            variables.insert(self.provider.secret_variable(&parameter.metadata), secret(parameter).to_owned());
        }
        variables
    }

    /// Returns the request that has to arrive for this input: that of a call by data, with the secrets.
    ///
    /// # Errors
    /// The runtime refuses a value.
    pub(crate) fn expected(&self, mut input: JsonMap) -> Result<RecordedRequest, String> {
        for parameter in self.operation.parameters.iter().filter(|parameter| parameter.metadata.sensitive) {
            if let Some(value) = input.get_mut(parameter.metadata.name) {
                let secret = secret(parameter);
                let is_json = [SECRET_NUMBER, SECRET_LIST].contains(&secret);
                *value = if is_json { secret.parse().unwrap() } else { Json::from(secret) };
            }
        }
        let base = self.base_url.parse().map_err(|error| format!("{error}"))?;
        let request = dynamic::encode(&base, &self.operation, input).map_err(|error| error.to_string())?;
        let mut headers: Vec<(String, String)> = request
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        headers.extend(self.credential());
        let target = request.uri().path_and_query().unwrap().to_string();
        Ok(RecordedRequest {
            method: request.method().to_string(),
            target,
            headers,
            body: request.into_body().to_vec(),
        })
    }

    fn credential(&self) -> Option<(String, String)> {
        if !self.operation.metadata.authenticated {
            return None;
        }
        Some(match self.provider.auth[0] {
            AuthScheme::Basic { .. } => ("authorization".to_owned(), BASIC.to_owned()),
            AuthScheme::Bearer { .. } => ("authorization".to_owned(), format!("Bearer {SECRET}")),
            _ => ("x-acme-key".to_owned(), SECRET.to_owned()),
        })
    }
}

impl FixtureProvider {
    fn operations(self) -> usize {
        match self {
            Self::Stytch => self.called(&STYTCH).count(),
            Self::Acme => self.called(&ACME).count(),
        }
    }

    /// Returns the operations that are called. The recorder is no other host of Stytch.
    fn called(self, provider: &Provider) -> impl Iterator<Item = &Operation> {
        provider.operations().filter(move |operation| self == Self::Acme || operation.metadata.host.is_none())
    }
}

static STYTCH: LazyLock<Arc<Provider>> = LazyLock::new(|| Arc::new(stytch_endpoints::provider().unwrap()));
static ACME: LazyLock<Provider> = LazyLock::new(|| fixture_acme::provider().unwrap());

fn acme_auth(round: usize) -> AuthScheme {
    if round.is_multiple_of(2) {
        AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN"))
    } else {
        AuthScheme::api_key("X-Acme-Key", CredentialPart::new("key", "ACME_KEY_OF_MINE"))
    }
}

fn secret(parameter: &InputParameter) -> &'static str {
    let is_number = parameter.schema.get("type").is_some_and(|kind| kind == "integer");
    let is_list = parameter.schema.get("type").is_some_and(|kind| kind == "array");
    match parameter.metadata.location {
        _ if is_number => SECRET_NUMBER,
        _ if is_list => SECRET_LIST,
        ParameterLocation::Header => SECRET_HEADER,
        _ => SECRET_TEXT,
    }
}

/// Makes a call of each operation without values, then this many calls with all required and half of the other values.
pub(crate) fn cases(fixture: FixtureProvider, count: usize, recorder: &Recorder) -> Vec<Case> {
    let mut generator = ValueGenerator::new(0x5eed);
    let mut case = |number| {
        let mut case = Case::new(fixture, number, &recorder.url());
        if number >= fixture.operations() {
            case.fill(&mut generator);
        }
        case
    };
    (0..count + fixture.operations()).map(&mut case).collect()
}

/// Makes calls with each fragment alone, in every place of a text.
pub(crate) fn fragment_cases(recorder: &Recorder) -> Vec<Case> {
    const OPERATIONS: [&str; 4] = ["teams_search", "teams_join", "teams_token", "teams_note"];
    let at = |id: &str| ACME.operations().position(|operation| operation.metadata.id == id).unwrap();
    let mut all = Vec::new();
    for (round, fragment) in FRAGMENTS.into_iter().enumerate() {
        for id in OPERATIONS {
            let mut case = Case::new(
                FixtureProvider::Acme,
                at(id) + (round + 1_000) * FixtureProvider::Acme.operations(),
                &recorder.url(),
            );
            case.fill(&mut ValueGenerator::only(fragment));
            all.push(case);
        }
    }
    all
}

/// Returns the environment variables of all these calls.
pub(crate) fn environment(cases: &[Case]) -> BTreeMap<String, String> {
    cases.iter().flat_map(Case::environment).collect()
}
