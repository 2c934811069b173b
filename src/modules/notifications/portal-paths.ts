/** The pages of the front end that messages lead to, below `PUBLIC_URL`. */
export const portalPaths = {
  account: '/account',
  signIn: '/sign-in',
  forgotPassword: '/account/forgot-password',
  cart: '/cart',
  payments: '/payments',
  preferences: '/notifications/preferences',
  record: (number: string) => `/records/${number}`,
  links: (number: string) => `/records/${number}/links`,
  reviews: (number: string) => `/records/${number}/reviews`,
  inspections: (number: string) => `/records/${number}/inspections`,
  attachments: (number: string) => `/records/${number}/attachments`,
  fees: (number: string) => `/records/${number}/fees`,
  permit: (number: string) => `/permits/${number}`,
  requirements: (number: string) => `/permits/${number}/requirements`,
  renewals: (number: string) => `/contractors/${number}/renewals`,
  contractor: (number: string) => `/contractors/${number}/registration`,
};
