import { components } from './style/components.js';
import { elements } from './style/elements.js';
import { fonts } from './style/fonts.js';
import { frame } from './style/frame.js';
import { indicators } from './style/indicators.js';
import { subjects } from './style/subjects.js';
import { tokens } from './style/tokens.js';

/** The one style sheet of the public pages: tokens, then elements, then what is built of them. */
export const style = [fonts, tokens, elements, frame, components, indicators, subjects].join('');
