export { ContractorsModule } from './contractors.module.js';
