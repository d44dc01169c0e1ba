import { components } from './style/components.js';
import { elements } from './style/elements.js';
import { fonts } from './style/fonts.js';
import { frame } from './style/frame.js';
import { indicators } from './style/indicators.js';
import { reports } from './style/reports.js';
import { subjects } from './style/subjects.js';
import { tokens } from './style/tokens.js';

/** The same without fonts of our own, for a file that asks for nothing. */
export const bareStyle = [tokens, elements, frame, components, indicators, subjects, reports].join('');

/** The one style sheet of the public pages: tokens, then elements, then what is built of them. */
export const style = fonts + bareStyle;
