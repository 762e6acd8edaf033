package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacrosTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ tasks_by_milestone() }}",
                "{{tasks_by_workstream()}}",
                "{{ owner( ) }}",
                "{{ milestone_progress(\"m1\") }}",
                "{{ task('A-1') }}",
                "{{ task_table() }}",
                "{{ task_table(status=\"done\", workstream='w', milestone=\"m\", owner=\"o\","
                        + " priority=\"p0\") }}",
                "{{ include(\"a/b.md\") }}",
                "{{ daily_activity_rollup() }}",
                "{{ extra.a_b.c-d }}",
                "{{ metric(\"x\") }}"
            })
    void theClosedSetIsRead(String text) {
        assertThat(Macros.find("a " + text + " b"))
                .singleElement()
                .satisfies(
                        call -> {
                            assertThat(call.error()).isNull();
                            assertThat(call.macro()).isNotNull();
                            assertThat(call.start()).isEqualTo(2);
                            assertThat(call.end()).isEqualTo(2 + text.length());
                        });
    }

    @Test
    void argumentsAndLinesAreGiven() {
        List<MacroCall> calls =
                Macros.find(
                        "# A\r\n\r\n"
                                + "x {{ task(\"a }} \\\"b\\\"\") }} y {{ task_table(\n"
                                + "  status=\"done\") }}\n"
                                + "{{ owner() }}");
        assertThat(calls).extracting(MacroCall::line).containsExactly(3, 3, 5);
        assertThat(calls.getFirst().positional()).containsExactly("a }} \"b\"");
        assertThat(calls.get(1).named()).containsEntry("status", "done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{ tasks_by_milestones() }}|There is no macro called tasks_by_milestones. Did you"
                        + " mean tasks_by_milestone?",
                "{{ config.site_name }}|There is no macro called config.site_name.",
                "{{ owner }}|Write {{ owner() }}.",
                "{{ extra.name() }}|Write {{ extra.name }}.",
                "{{ extra. }}|Write {{ extra.name }}.",
                "{{ task() }}|task takes 1 arguments without a name, not 0",
                "{{ task_table(state=\"done\") }}|task_table has no argument state",
                "{{ task_table(status=\"gone\") }}|\"gone\" is no status",
                "{{ task_table(priority=\"high\") }}|\"high\" is no priority",
                "{{ task_table(owner=\"a\", owner=\"b\") }}|given twice",
                "{{ task(INFRA) }}|\"INFRA\" must stand in quotes.",
                "{{ task(1 + 1) }}|must stand in quotes",
                "{{ task(\"a\" }}|commas between",
                "{{ ().__class__ }}|name is expected",
                "{{ task(\"a\") upper }}|}} is expected",
            })
    void whatCannotBeRenderedSaysWhy(String text, String reason) {
        assertThat(Macros.find("a " + text + " {{ owner() }}"))
                .hasSize(2)
                .first()
                .satisfies(call -> assertThat(call.error()).contains(reason))
                .satisfies(call -> assertThat(call.end()).isEqualTo(2 + text.length()));
    }

    @Test
    void aCallWithoutEndTakesItsLine() {
        assertThat(Macros.find("{{ owner(\nnext"))
                .singleElement()
                .satisfies(call -> assertThat(call.end()).isEqualTo(9))
                .satisfies(call -> assertThat(call.error()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`{{ owner() }}`",
                "``a ` {{ owner() }}``",
                "```\n{{ owner() }}\n```",
                "~~~ jinja\n\n{{ owner() }}\n~~~~",
                "- item\n\n  ```\n  {{ owner() }}\n  ```",
                "> ```\n> {{ owner() }}\n> ```",
                "text\n\n    {{ owner() }}\n",
                "\t{{ owner() }}",
                "```\n{{ owner() }}",
                "`a\n{{ owner() }}`"
            })
    void insideCodeItIsText(String text) {
        assertThat(Macros.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "` {{ owner() }}",
                "``a` {{ owner() }}",
                "`a\n\n{{ owner() }}`",
                "\\`{{ owner() }}`",
                "```\nx\n```\n{{ owner() }}",
                "- item\n\n    {{ owner() }}",
                "text\n    {{ owner() }}",
                "``` `a\n{{ owner() }}"
            })
    void outsideCodeItIsACall(String text) {
        assertThat(Macros.find(text)).singleElement().matches(call -> call.error() == null);
    }
}
