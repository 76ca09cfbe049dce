//! Charts as templates see them.

use super::view::{ChartView, MarkView, TickView};
use graphics::{Chart, Mark, Tick};

impl From<Chart> for ChartView {
    fn from(chart: Chart) -> Self {
        let tick = |Tick { value, y }| TickView { value, y };
        let mark = |mark: Mark| MarkView {
            value: mark.value,
            x: mark.x,
            y: mark.y,
            left: mark.left,
            top: mark.top,
            width: mark.width,
            height: mark.height,
        };
        Self {
            width: chart.width,
            height: chart.height,
            base: chart.base,
            ticks: chart.ticks.into_iter().map(tick).collect(),
            marks: chart.marks.into_iter().map(mark).collect(),
            line: chart.line,
        }
    }
}
