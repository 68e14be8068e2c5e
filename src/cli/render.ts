import type { Report } from '../report/model.js';
import { renderText } from '../report/text.js';
import type { Format } from './verb-arguments.js';

export interface RenderOptions {
  readonly colour: boolean;
  readonly quiet: boolean;
}

/** The report in a format of the command line; all but the usual one are loaded when asked for. */
export async function render(
  report: Report,
  format: Format,
  options: RenderOptions,
): Promise<string> {
  if (format === 'text') {
    return renderText(report, { color: options.colour, brief: options.quiet });
  }
  const formats = await import('../report/formats.js');
  switch (format) {
    case 'json':
      return formats.renderJson(report);
    case 'sarif':
      return formats.renderSarif(report);
    case 'markdown':
      return formats.renderSummary(report);
    case 'html':
      return formats.renderHtml(report);
    case 'github':
      return formats.renderCommands(report);
  }
}
