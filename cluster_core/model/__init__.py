"""The nouns: data set, framework, rules, scenario, assessment."""
