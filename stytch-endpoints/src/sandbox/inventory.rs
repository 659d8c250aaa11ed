//! The inventory that `stytch sandbox` prints at its start.

use std::iter;

use super::{Sandbox, Subject, state::State};

/// The number of lines of an inventory; the rest is cut.
const MAX_LINES: usize = 60;

impl Sandbox {
    /// Lists all entries, one per line, with their ids and other names.
    pub(crate) fn inventory(&self) -> Vec<String> {
        let state = self.state();
        let mut lines = state.lines();
        if lines.len() > MAX_LINES {
            let more = lines.len() - MAX_LINES;
            lines.truncate(MAX_LINES);
            lines.push(format!("and {more} more"));
        }
        lines
    }

    /// Finds the Organization, the Member and the app of a grant that can be revoked.
    pub(crate) fn revocable(&self) -> Option<[String; 3]> {
        let state = self.state();
        state.grants.keys().find_map(|(subject, app)| match subject {
            Subject::Member(member) => {
                let organization = &state.members.get(member)?.member.organization_id;
                Some([organization.to_string(), member.to_string(), app.to_string()])
            }
            Subject::User(_) => None,
        })
    }
}

impl State {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (id, organization) in &self.organizations {
            let names = iter::once(&organization.organization_slug).chain(&organization.organization_external_id);
            lines.push(line("Organization", id.as_str(), names));
            for (id, member) in self.members_of(id) {
                let role = member.is_admin.then(|| "admin".to_owned());
                let names = member.external_id.iter().chain(iter::once(&member.email_address)).chain(&role);
                lines.push(line("  Member", id.as_str(), names));
                let subject = Subject::Member(id.clone());
                let sessions = self.sessions.iter().filter(|(_, session)| session.subject == subject);
                lines.extend(sessions.map(|(token, _)| line("    session", token, [])));
                self.grants_of(&subject, &mut lines);
            }
        }
        for (id, entry) in &self.users {
            lines.push(line("User", id.as_str(), entry.user.emails.iter().map(|email| &email.email)));
            self.grants_of(&Subject::User(id.clone()), &mut lines);
        }
        for (id, app) in &self.apps {
            let secret = app.secret.as_ref().map(|secret| format!("secret {}", secret.expose_secret()));
            let names = iter::once(&app.client.client_name).chain(&app.client.redirect_urls).chain(&secret);
            lines.push(line("App", id.as_str(), names));
        }
        lines
    }

    fn grants_of(&self, subject: &Subject, lines: &mut Vec<String>) {
        lines.extend(self.granted_by(subject).map(|(app, scopes)| line("    allows", app.as_str(), scopes)));
    }
}

fn line<'a>(what: &str, id: &str, names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    format!("{what:13} {id}  {}", names.join(", ")).trim_end().to_owned()
}
