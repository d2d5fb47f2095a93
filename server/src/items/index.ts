/** Items (办事事项): the catalogue of permits and other matters handled at the service hall. */
export { catalogueWith, currentCatalogue, type Catalogue } from './catalogue';
export { elementsKind, relayItemChanges } from './elements/importElements';
export { itemPages } from './pages';
export { findItem } from './readItems';
export { itemsRoutes } from './routes';
export { seedItems } from './seedItems';
export { itemsStaffRoutes } from './staffRoutes';
