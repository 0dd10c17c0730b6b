export { Silence, Swatch, Term, Tiles } from '../../parts';
