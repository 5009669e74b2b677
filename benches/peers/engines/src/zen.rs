//! [zen](https://crates.io/crates/zen-engine): a decision of one expression node, compiled.

use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use zen_engine::{Decision, DecisionEngine, Variable};

use crate::{Answer, Engine};

const UNIT: [(&str, &str); 8] = [
    ("on_site", "count(people, #.status == 'on-site')"),
    ("at_work", "count(people, #.status != 'leave')"),
    ("counted", "count(people, #.status == 'on-site' and #.job != 'covid-task-force')"),
    ("base", "count(people, #.status != 'leave' and #.job != 'covid-task-force')"),
    ("half", "2 * $.counted > $.base"),
    ("forty", "$.on_site > 40"),
    ("leaders", "filter(people, #.job == 'leader-on-duty' and #.status == 'remote')"),
    ("absent", "map($.leaders, #.id)"),
];

const GATHERING: [(&str, &str); 1] =
    [("answer", "people > 10 and place not in ['office', 'school', 'hospital']")];

pub struct Zen {
    runtime: Runtime,
    unit: Decision,
    gathering: Decision,
}

impl Engine for Zen {
    fn new() -> Self {
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        Self { runtime, unit: decision(&UNIT), gathering: decision(&GATHERING) }
    }

    fn judge(&mut self, document: &str) -> Answer {
        let input: Variable = serde_json::from_str(document).expect("JSON");
        let answer = self.runtime.block_on(self.unit.evaluate(input)).expect("an answer").result;
        let part = |key: &str| answer.dot(key).expect("a part of the answer");
        let is = |key: &str| part(key).as_bool() == Some(true);
        let absent = part("absent").as_array().expect("a list");
        Answer {
            on_site: whole(&part("on_site")),
            at_work: whole(&part("at_work")),
            half: is("half").then(|| (whole(&part("counted")), whole(&part("base")))),
            is_over_forty: is("forty"),
            absent: absent.borrow().iter().map(whole).collect(),
        }
    }

    fn is_too_large(&mut self, place: &str, people: i64) -> bool {
        let input: Variable = json!({ "place": place, "people": people }).into();
        let answer = self.runtime.block_on(self.gathering.evaluate(input)).expect("an answer");
        answer.result.dot("answer").and_then(|one| one.as_bool()) == Some(true)
    }
}

fn whole(number: &Variable) -> i64 {
    let text = number.as_number().expect("a number").to_string();
    text.parse().expect("a whole number")
}

fn decision(expressions: &[(&str, &str)]) -> Decision {
    let expression = |(key, value): &(&str, &str)| json!({ "id": key, "key": key, "value": value });
    let expressions: Vec<Value> = expressions.iter().map(expression).collect();
    let node = |id: &str, kind: &str, content: Value| {
        json!({ "id": id, "name": id, "type": kind, "position": { "x": 0, "y": 0 },
                "content": content })
    };
    let content = json!({ "expressions": expressions, "passThrough": false, "inputField": null,
                          "outputPath": null, "executionMode": "single" });
    let edge = |id: &str, from: &str, to: &str| {
        json!({ "id": id, "sourceId": from, "targetId": to, "type": "edge" })
    };
    let graph = json!({
        "nodes": [
            node("in", "inputNode", json!({})),
            node("rules", "expressionNode", content),
            node("out", "outputNode", json!({})),
        ],
        "edges": [edge("1", "in", "rules"), edge("2", "rules", "out")],
    });
    let content: zen_engine::model::DecisionContent =
        serde_json::from_value(graph).expect("a decision");
    let mut decision =
        DecisionEngine::default().create_decision(content.into()).expect("a decision");
    decision.compile();
    decision
}
