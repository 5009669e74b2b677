//! What the language knows at a place: keys, words and sentences, all from the JSON Schema,
//! which is made of the one grammar.

use serde_json::Value;

use super::cursor::Step;

/// The schema of a rule file.
pub(super) struct Language(Value);

/// A key that may stand somewhere, with its sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) says: String,
}

impl Language {
    pub(super) fn new() -> Self {
        // OK because the schema is made as JSON; a test of the library reads it back.
        Self(serde_json::from_str(&passmuster::schema()).unwrap_or_default())
    }

    /// Every schema that what stands below a path may follow.
    pub(super) fn below(&self, path: &[Step]) -> Vec<&Value> {
        let mut here = self.resolved(&self.0);
        for step in path {
            let inner = here.into_iter().filter_map(|schema| match step {
                Step::Item(_) => schema.get("items"),
                Step::Key(key) => schema
                    .get("properties")
                    .and_then(|all| all.get(key))
                    .or_else(|| schema.get("additionalProperties")),
            });
            here = inner.flat_map(|schema| self.resolved(schema)).collect();
        }
        here
    }

    /// The alternatives of a schema, its references followed.
    fn resolved<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let mut found = Vec::new();
        let mut open = vec![schema];
        while let Some(one) = open.pop() {
            // OK because the schema's references never lead round in a circle without a key.
            if let Some(name) = one.get("$ref").and_then(Value::as_str) {
                let name = name.trim_start_matches("#/$defs/");
                open.extend(self.0.get("$defs").and_then(|all| all.get(name)));
            }
            let several = ["anyOf", "oneOf", "allOf"].into_iter();
            let several = several.filter_map(|key| one.get(key)?.as_array());
            open.extend(several.flatten());
            found.push(one);
        }
        found
    }

    /// The keys of a mapping below a path.
    pub(super) fn keys(&self, path: &[Step]) -> Vec<Key> {
        let schemas = self.below(path).into_iter();
        let properties =
            schemas.filter_map(|schema| schema.get("properties")?.as_object()).flatten();
        let key = |(name, schema): (&String, &Value)| Key {
            name: name.clone(),
            says: says(schema).unwrap_or_default().to_owned(),
        };
        let mut keys: Vec<Key> = properties.map(key).collect();
        keys.sort();
        keys.dedup_by(|one, other| one.name == other.name);
        keys
    }

    /// What the language says of a key.
    pub(super) fn says(&self, path: &[Step]) -> Option<String> {
        let (Step::Key(last), above) = path.split_last()? else { return None };
        let key = self.keys(above).into_iter().find(|key| key.name == *last)?;
        (!key.says.is_empty()).then_some(key.says)
    }

    /// The words that may stand below a path.
    pub(super) fn words(&self, path: &[Step]) -> Vec<String> {
        let schemas = self.below(path).into_iter();
        let listed = schemas.flat_map(|schema| {
            let several = schema.get("enum").and_then(Value::as_array);
            several.into_iter().flatten().chain(schema.get("const"))
        });
        let mut words: Vec<String> =
            listed.filter_map(Value::as_str).map(str::to_owned).collect();
        words.sort();
        words.dedup();
        words
    }

    /// Whether fields may stand as keys below a path, for a population is described there.
    pub(super) fn takes_fields(&self, path: &[Step]) -> bool {
        self.below(path).iter().any(|schema| {
            schema.get("additionalProperties").is_some_and(Value::is_object)
                && schema
                    .get("properties")
                    .is_some_and(|keys| keys.get("group").is_some())
        })
    }

    /// Whether a population may stand below a path, and so a group's name.
    pub(super) fn takes_groups(&self, path: &[Step]) -> bool {
        self.takes_fields(path)
            || matches!(path.last(), Some(Step::Key(key)) if key == "group")
    }
}

fn says(schema: &Value) -> Option<&str> {
    schema.get("description").and_then(Value::as_str)
}
