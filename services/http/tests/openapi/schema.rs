//! The document and the schemas in it, as a client's generator reads them.

use serde_json::{Value, json};

/// The methods that an OpenAPI path item may have.
pub(crate) const METHODS: [&str; 6] = ["get", "post", "put", "patch", "delete", "options"];

/// One documented operation.
pub(crate) struct Operation {
    pub(crate) path: String,
    pub(crate) method: String,
    pub(crate) is: Value,
}

impl Operation {
    pub(crate) fn id(&self) -> &str {
        self.is["operationId"].as_str().unwrap()
    }

    pub(crate) fn is_open(&self) -> bool {
        self.is.get("security").is_none()
    }

    /// The schema of the answer with this status; none where the answer has no documented content.
    pub(crate) fn answer(&self, status: u16) -> Option<Value> {
        let content = &self.is["responses"][status.to_string()]["content"];
        content.get("application/json").map(|content| content["schema"].clone())
    }

    pub(crate) fn body(&self) -> Value {
        self.is["requestBody"]["content"]["application/json"]["schema"].clone()
    }
}

/// Every operation of the document.
pub(crate) fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().unwrap();
    let mut operations = Vec::new();
    for (path, item) in paths {
        for (method, is) in item.as_object().unwrap() {
            let (path, method, is) = (path.clone(), method.clone(), is.clone());
            operations.push(Operation { path, method, is });
        }
    }
    operations
}

/// The operation with this id.
#[track_caller]
pub(crate) fn operation(document: &Value, id: &str) -> Operation {
    let found = operations(document).into_iter().find(|operation| operation.id() == id);
    found.unwrap_or_else(|| panic!("no operation {id}"))
}

/// What does not fit this schema of the document; nothing where everything does. What the schema
/// does not name is a fault too: a client would never hear of it.
pub(crate) fn faults(document: &Value, schema: &Value, instance: &Value) -> Vec<String> {
    let mut components = document["components"].clone();
    for definition in components["schemas"].as_object_mut().unwrap().values_mut() {
        close_parts(definition);
    }
    let mut schema = schema.clone();
    close(&mut schema);
    let root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "allOf": [schema],
        "components": components,
    });
    let validator = jsonschema::validator_for(&root).unwrap();
    let fault = |error: jsonschema::ValidationError<'_>| {
        let text: String = error.to_string().chars().rev().take(300).collect();
        let text: String = text.chars().rev().collect();
        format!("… {text} (at {})", error.instance_path())
    };
    validator.iter_errors(instance).map(fault).collect()
}

/// Fails unless the value fits.
#[track_caller]
pub(crate) fn fits(document: &Value, schema: &Value, instance: &Value) {
    let faults = faults(document, schema, instance);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Lets an object here have no property that the schema, with all it refers to, does not name.
fn close(schema: &mut Value) {
    close_parts(schema);
    if let Value::Object(fields) = schema
        && !fields.is_empty()
    {
        fields.insert("unevaluatedProperties".to_owned(), json!(false));
    }
}

/// Closes what stands inside: each property and each item, in whichever branch.
fn close_parts(schema: &mut Value) {
    let Value::Object(fields) = schema else { return };
    for (word, part) in fields {
        match (word.as_str(), part) {
            ("properties", Value::Object(properties)) => properties.values_mut().for_each(close),
            ("items" | "additionalProperties", part) => close(part),
            ("prefixItems", Value::Array(items)) => items.iter_mut().for_each(close),
            ("allOf" | "anyOf" | "oneOf", Value::Array(branches)) => {
                branches.iter_mut().for_each(close_parts);
            }
            _ => {}
        }
    }
}
